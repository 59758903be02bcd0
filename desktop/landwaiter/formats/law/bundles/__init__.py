"""Reference bundles: packs that publishers signed, as one file on a stick.

A bundle is a repository of The Update Framework (TUF 1.0) in a zip whose members lie there as they
are, so that every byte is verified before any of it is unpacked:

    root/1.root.json …   who may sign what; a new root is signed by the old one's keys and its own
    timestamp.json       which release this is, when it was made, until when it counts as fresh
    snapshot.json        exactly which of the others belong to this release
    targets.json         publishers: their keys, the packs they may sign, whether they are official
    publishers/NAME.json the packs of one publisher, each with length and hash
    packs/ID.zip         the packs
"""
