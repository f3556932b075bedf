"""Makes Qt's enumerations in a quarter of the time that Python's `enum` takes, and gives what that gives.

A start of the window makes 270 of them with 4300 members, most of which nobody asks for: by Python's own code that is a
sixth of the time. That code is made for every kind of enumeration; Qt's are names with whole numbers. One enumeration
is made by Python for each base class, and what it has, others are given; only their members are made here. Whatever is
not plain (a name that the base class has too, a value that is no whole number) goes to Python's own code.

`build/lean.py` makes all of Qt's enumerations both ways and compares them when the bundle is made, and leaves this out
where Python makes them otherwise.

Source: `enum.EnumType.__new__` and `enum._proto_member` of Python 3.11.
"""

import enum
import sys

_ordinary = enum.EnumType._create_  # pyright: ignore[reportAttributeAccessIssue]
_templates = {}
_COUNTED = ("_member_names_", "_member_map_", "_value2member_map_", "_unhashable_values_")
_PROBE = "probe"


def create(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
    """Makes an enumeration as `enum.EnumType._create_` does."""
    if module is None:
        try:
            module = sys._getframe(2).f_globals["__name__"]
        except (AttributeError, ValueError, KeyError):
            module = None
    if type is None and module is not None and qualname is None and names.__class__ in (list, tuple):
        made = _quick(cls, class_name, names, module, boundary)
        if made is not None:
            return made
    return _ordinary(
        cls, class_name, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary
    )


def _quick(base, class_name, names, module, boundary):
    template = _templates.get((base, boundary))
    if template is None:
        template = _templates[base, boundary] = _Template(base, boundary)
    taken = template.taken
    if taken is None or not names:
        return None
    for pair in names:
        if (
            pair.__class__ is not tuple
            or len(pair) != 2
            or pair[0].__class__ is not str
            or pair[1].__class__ is not int
        ):
            return None
        if pair[0] in taken or pair[0][:1] == "_":
            return None
    members, by_value, listed = {}, {}, []
    space = {**template.space, "__module__": module}
    space.update(zip(_COUNTED, (listed, members, by_value, []), strict=True))
    made = type.__new__(base.__class__, class_name, (base,), space)
    assign = type.__setattr__
    assign(made, "__new__", template.new)
    new, of_number, is_flag = made._new_member_, made._use_args_, template.is_flag
    mask = singles = 0
    for name, value in names:
        if name in members:
            return None  # which Python's own code tells
        member = new(made, value) if of_number else new(made)
        member._value_ = value
        member._name_ = name
        member.__objclass__ = made
        member._sort_order_ = len(listed)
        single = not is_flag
        if is_flag:
            mask |= value
            if value and not value & (value - 1):
                singles |= value
                single = True
        if value in by_value:
            member = by_value[value]
        else:
            if single:
                listed.append(name)
            by_value[value] = member
        members[name] = member
        assign(made, name, member)
    if is_flag:
        made._flag_mask_ = mask
        made._singles_mask_ = singles
        made._all_bits_ = 2 ** mask.bit_length() - 1
        values = [members[name]._value_ for name in listed]
        if values != sorted(values):
            made._iter_member_ = made._iter_member_by_def_
    return made


class _Template:
    """What an enumeration has from Python, besides its members."""

    def __init__(self, base, boundary):
        self.taken = None
        if base.__module__ != "enum" or base._member_map_:
            return
        probe = _ordinary(base, "Probe", [(_PROBE, 1)], module=__name__, boundary=boundary)
        self.is_flag = issubclass(base, enum.Flag)
        left_out = {*_COUNTED, _PROBE, "__module__", "__dict__", "__weakref__", "__qualname__", "__new__"}
        self.new = vars(probe)["__new__"]
        self.space = {name: value for name, value in vars(probe).items() if name not in left_out}
        self.taken = {*dir(base), *dir(probe), "mro", ""} - {_PROBE}


def install():
    """Has enumerations made here from now on."""
    enum.EnumType._create_ = create  # pyright: ignore[reportAttributeAccessIssue]
