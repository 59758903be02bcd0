"""Goods are released past a critical flag by two persons."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.goods import classification, goods_event, goods_item
from landwaiter.storage.schema.guards.conditions import critical_flag_stands, not_seconded
from landwaiter.storage.schema.guards.kinds import append_only_of_case, goes_with_case

GUARDS = (
    *append_only_of_case(classification.c.case_id),
    Guard(
        "release_past_a_flag_is_seconded",
        "goods_item",
        "update",
        "two persons release goods past a critical flag",
        f"""NEW.status = 'released' AND OLD.status IS DISTINCT FROM 'released'
  AND {critical_flag_stands("NEW.case_id")}
  AND NOT EXISTS (
    SELECT 1 FROM case_file AS c WHERE c.id = NEW.case_id
      AND (c.stage IN ('decided', 'executed', 'closed') OR c.release_from IS NOT NULL))
  AND {not_seconded("m.deed = 'release' AND m.case_id = NEW.case_id")}""",
        of=("status",),
    ),
    *goes_with_case(goods_item.c.case_id),
    *append_only_of_case(goods_event.c.case_id),
)
