"""Units in which deciding values are stated, and exact conversion between them.

Arithmetic is in fractions, so a value at a threshold stays at the threshold whatever unit it was
stated in. A unit is found within the dimension of the parameter: `g` is the acceleration of free
fall where an acceleration is asked for, and the gram where a mass is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from landwaiter.errors import Invalid
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class Unit:
    """`value × factor + offset` is the value in the base unit of the dimension."""

    name: str
    factor: Fraction
    offset: Fraction = Fraction(0)
    also: tuple[str, ...] = ()
    """Other spellings."""


def _unit(name: str, factor: str, *also: str, offset: str = "0") -> Unit:
    return Unit(name, Fraction(factor), Fraction(offset), also)


_KELVIN: Final = "273.15"

DIMENSIONS: Final[Mapping[str, tuple[Unit, ...]]] = {
    "length": (
        _unit("m", "1", "metre", "meter"),
        _unit("km", "1000"),
        _unit("cm", "1/100"),
        _unit("mm", "1/1000"),
        _unit("µm", "1/1000000", "um", "micron", "mikrometer"),
        _unit("nm", "1/1000000000"),
        _unit("in", "0.0254", "inch", "inches", '"'),
        _unit("ft", "0.3048", "feet"),
        _unit("nmi", "1852", "nautical miles"),
    ),
    "area": (_unit("m²", "1", "m2"), _unit("cm²", "1/10000", "cm2"), _unit("ft²", "0.09290304")),
    "volume": (
        _unit("m³", "1", "m3"),
        _unit("l", "1/1000", "L", "litre", "litres", "liter", "dm³", "dm3"),
        _unit("ml", "1/1000000", "cm³", "cm3"),
        _unit("gal", "0.003785411784", "US gal"),
    ),
    "volume flow": (
        _unit("m³/h", "1", "m3/h"),
        _unit("l/h", "1/1000", "L/h"),
        _unit("l/min", "0.06", "L/min"),
        _unit("m³/s", "3600", "m3/s"),
        _unit("l/s", "3.6", "L/s"),
    ),
    "mass": (
        _unit("kg", "1"),
        _unit("gram", "1/1000", "g"),
        _unit("t", "1000", "tonne", "tonnes"),
        _unit("lb", "0.45359237", "lbs"),
    ),
    "mass flow": (_unit("kg/h", "1"), _unit("g/min", "0.06"), _unit("g/s", "3.6")),
    "mass per day": (_unit("kg/24 h", "1", "kg/24h", "kg/day", "kg/d"),),
    "time": (
        _unit("s", "1", "sec"),
        _unit("ms", "1/1000"),
        _unit("µs", "1/1000000", "us"),
        _unit("ns", "1/1000000000"),
        _unit("ps", "1/1000000000000"),
        _unit("min", "60", "minute", "minutes"),
        _unit("h", "3600", "hour", "hours"),
    ),
    "frequency": (
        _unit("Hz", "1", "1/s", "frames/s", "fps"),
        _unit("kHz", "1000"),
        _unit("MHz", "1000000"),
        _unit("GHz", "1000000000"),
    ),
    "rotation": (_unit("rpm", "1", "r.p.m.", "1/min", "r/min"),),
    "sample rate": (
        _unit("MSPS", "1", "MS/s", "Msps"),
        _unit("GSPS", "1000", "GS/s", "Gsps"),
        _unit("kSPS", "1/1000", "kS/s"),
    ),
    "data rate": (
        _unit("Gbit/s", "1", "Gb/s", "Gbps"),
        _unit("Mbit/s", "1/1000", "Mb/s", "Mbps"),
        _unit("Gbyte/s", "8", "GB/s"),
        _unit("Tbit/s", "1000", "Tb/s"),
    ),
    "speed": (
        _unit("km/h", "1", "kph"),
        _unit("m/s", "3.6"),
        _unit("kn", "1.852", "knot", "knots", "kt"),
        _unit("mph", "1.609344"),
    ),
    "acceleration": (
        _unit("g", "1", "gn", "g rms"),
        _unit("mg", "1/1000"),
        _unit("µg", "1/1000000", "ug", "micro g"),
        _unit("m/s²", "100000/980665", "m/s2", "m·s⁻²"),
    ),
    "force": (
        _unit("kN", "1"),
        _unit("N", "1/1000"),
        _unit("MN", "1000"),
        _unit("lbf", "0.0044482216152605"),
        _unit("kgf", "0.00980665"),
    ),
    "pressure": (
        _unit("Pa", "1"),
        _unit("kPa", "1000"),
        _unit("MPa", "1000000"),
        _unit("mPa", "1/1000"),
        _unit("bar", "100000"),
        _unit("mbar", "100"),
        _unit("psi", "8896443230521/1290320000"),
        _unit("torr", "20265/152", "Torr"),
    ),
    "temperature": (
        _unit("°C", "1", "C", "degC", "deg C", offset=_KELVIN),
        _unit("K", "1", "kelvin"),
        _unit("°F", "5/9", "F", "degF", offset="45967/180"),
    ),
    "power": (
        _unit("W", "1"),
        _unit("mW", "1/1000"),
        _unit("kW", "1000"),
        _unit("MW", "1000000"),
        _unit("GW", "1000000000"),
        _unit("hp", "745.69987158227022", "bhp"),
        _unit("PS", "735.49875", "metric hp"),
    ),
    "apparent power": (_unit("VA", "1"), _unit("kVA", "1000"), _unit("W (VA)", "1")),
    "energy": (
        _unit("J", "1"),
        _unit("mJ", "1/1000"),
        _unit("µJ", "1/1000000", "uJ"),
        _unit("kJ", "1000"),
    ),
    "voltage": (_unit("V", "1"), _unit("kV", "1000")),
    "current": (_unit("A", "1"), _unit("kA", "1000"), _unit("mA", "1/1000")),
    "capacitance": (_unit("µF", "1", "uF"), _unit("nF", "1/1000"), _unit("mF", "1000")),
    "inductance": (_unit("nH", "1"), _unit("µH", "1000", "uH")),
    "angle": (
        _unit("°", "1", "deg", "degree", "degrees"),
        _unit("arcsec", "1/3600", "″", "second of arc"),
        _unit("arcmin", "1/60", "′"),
    ),
    "angular rate": (_unit("°/s", "1", "deg/s"), _unit("°/h (rate)", "1/3600", "deg/h")),
    "drift": (_unit("°/h", "1", "deg/h"), _unit("°/s (drift)", "3600", "deg/s")),
    "angle random walk": (
        _unit("°/√h", "1", "deg/√h", "deg/rt-hr", "deg/sqrt(h)"),
        _unit("°/√s", "60", "deg/√s", "°/s/√Hz"),
    ),
    "dose": (_unit("Gy", "1", "Gy(Si)"), _unit("kGy", "1000"), _unit("rad", "1/100", "rad(Si)"),
             _unit("krad", "10", "krad(Si)"), _unit("Mrad", "10000", "Mrad(Si)")),
    "dose rate": (_unit("Gy/s", "1"), _unit("rad/s", "1/100", "rad(Si)/s")),
    "fluence": (_unit("n/cm²", "1", "n/cm2"), _unit("n/m²", "1/10000", "n/m2")),
    "ratio": (_unit("%", "1", "percent"), _unit("ratio", "100"), _unit("‰", "1/10")),
    "parts": (_unit("ppm", "1"), _unit("% (ppm)", "10000"), _unit("ppb", "1/1000")),
    "level": (_unit("dB", "1"),),
    "key length": (_unit("bit", "1", "bits"), _unit("byte", "8", "bytes")),
    "fuel per power": (_unit("kg/kWh", "1"), _unit("g/kWh", "1/1000")),
    "fuel per thrust": (_unit("kg/(N·h)", "1", "kg/N/h", "kg N-1 h-1"),),
    "unbalance": (_unit("g·mm/kg", "1", "g mm/kg", "gmm/kg"),),
    "ion mass": (_unit("u", "1", "amu", "Da"),),
    "computing": (_unit("WT", "1"), _unit("GWT", "1000")),
    "flux density": (_unit("T", "1"), _unit("mT", "1/1000")),
}  # fmt: skip
"""Dimension → its units; the first name of a unit names no unit of another dimension."""

_DIMENSION_OF: Final[Mapping[str, str]] = {
    unit.name: dimension for dimension, units in DIMENSIONS.items() for unit in units
}


def is_unit(name: str) -> bool:
    return not name or name in _DIMENSION_OF


def units_like(name: str) -> tuple[str, ...]:
    """Names of the units that a value asked for in `name` may be stated in, that one first."""
    if not name:
        return ()
    others = (unit.name for unit in DIMENSIONS[_DIMENSION_OF[name]])
    return (name, *(_written(other) for other in others if other != name))


def _written(name: str) -> str:
    """`% (ppm)` is written as %: what stands in brackets only tells the dimensions apart."""
    return name.partition(" (")[0]


def _found(stated: str, like: str) -> Unit | None:
    """The unit of the dimension of `like` that is spelt `stated`."""
    spelt = " ".join(stated.replace("μ", "µ").split())
    units = DIMENSIONS[_DIMENSION_OF[like]]
    return next(
        (one for one in units if spelt in (one.name, _written(one.name), *one.also)),
        None,
    )


def converted(value: Fraction, stated: str, wanted: str) -> Fraction:
    """The value in the unit `wanted`, exactly; Invalid where the units do not fit."""
    if stated == wanted:
        return value
    source = _found(stated, wanted) if wanted else None
    if source is None:
        raise Invalid(
            _("This unit does not fit what is asked for."),
            field="unit",
            value=stated,
            remedy=_("Use one of {units}.").format(units=", ".join(units_like(wanted)))
            if wanted
            else _("Give the number without a unit."),
        )
    target = next(one for one in DIMENSIONS[_DIMENSION_OF[wanted]] if one.name == wanted)
    return (value * source.factor + source.offset - target.offset) / target.factor


def exact_text(value: Fraction) -> str:
    """The shortest text that is exactly the value: a decimal, or `a/b` where there is none."""
    rest = value.denominator
    places = 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    scaled = value.numerator * 10**places // value.denominator
    return format(Decimal(scaled).scaleb(-places), "f") if places else str(scaled)


def shown(value: Fraction, *, figures: int = 7) -> str:
    """The value for people: exact where it is short, else rounded and marked with ≈."""
    exact = exact_text(value)
    if "/" not in exact and len(exact) <= 12:  # what fits a column
        return exact
    rounded = Decimal(value.numerator) / Decimal(value.denominator)
    return f"≈ {format(_round_to(rounded, figures), 'f')}"


def _round_to(value: Decimal, figures: int) -> Decimal:
    if not value:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - figures + 1)).normalize()
