"""Optional content ("layers"): what a viewer shows when the file is opened, and what stays hidden.

Merging loses the list of layers, and a reader without the list shows everything. So layers are settled here,
for good: what is hidden is taken out of the content, and what is shown loses its mark (ISO 32000-1, 8.11).
"""

from __future__ import annotations

from collections.abc import Iterable

import pikepdf

from asylum_packet.values import Struct

Numbers = tuple[int, int]
"""Object and generation number."""

_DEEPEST = 20


class Layers(Struct, frozen=True):
    """The groups that are off when the file is opened, by object number."""

    off: frozenset[Numbers] = frozenset()

    def shows(self, group: object) -> bool:
        """Say whether content that belongs to `group` (a group, a membership, or None) is shown."""
        if not self.off or not isinstance(group, pikepdf.Dictionary):
            return True
        if group.get("/Type") != pikepdf.Name.OCMD:
            return group.objgen not in self.off
        rule = group.get("/VE")
        if isinstance(rule, pikepdf.Array):
            return self._holds(rule, 0)
        return self._policy(group)

    def _policy(self, membership: pikepdf.Dictionary) -> bool:
        """Judge a membership by its policy (table 99)."""
        groups = membership.get("/OCGs")
        listed = list(_members(groups)) if isinstance(groups, pikepdf.Array) else [groups]
        on = [group.objgen not in self.off for group in listed if isinstance(group, pikepdf.Dictionary)]
        if not on:
            return True
        policy = str(membership.get("/P", "/AnyOn"))
        return {"/AllOn": all(on), "/AnyOff": not all(on), "/AllOff": not any(on)}.get(policy, any(on))

    def _holds(self, rule: pikepdf.Object, depth: int) -> bool:
        """Judge a visibility expression."""
        if isinstance(rule, pikepdf.Dictionary):
            return rule.objgen not in self.off
        if not isinstance(rule, pikepdf.Array) or len(rule) < 2 or depth > _DEEPEST:
            return True
        parts = (self._holds(part, depth + 1) for part in list(_members(rule))[1:])
        how = str(rule[0])
        if how == "/Not":
            return not next(parts)
        return any(parts) if how == "/Or" else all(parts)


def read_layers(pdf: pikepdf.Pdf) -> Layers:
    """Read which layers are hidden on screen when the file is opened (tables 100 to 103)."""
    entries = pdf.Root.get("/OCProperties")
    chosen = entries.get("/D") if isinstance(entries, pikepdf.Dictionary) else None
    if not isinstance(entries, pikepdf.Dictionary) or not isinstance(chosen, pikepdf.Dictionary):
        return Layers()
    everything = {g.objgen for g in _groups(entries.get("/OCGs")) if _is_for_view(g)}
    off = set(everything) if chosen.get("/BaseState") == pikepdf.Name.OFF else set()
    off -= {group.objgen for group in _groups(chosen.get("/ON"))}
    off |= {
        group.objgen for group in _groups(chosen.get("/OFF"))
    } & everything  # named twice: off, as viewers do
    for usage in _groups(chosen.get("/AS")):
        if usage.get("/Event") == pikepdf.Name.View:
            for group in _groups(usage.get("/OCGs")):
                state = _view_state(group)
                if state is not None and group.objgen in everything:
                    (off.discard if state else off.add)(group.objgen)
    return Layers(off=frozenset(off))


def _members(array: pikepdf.Array) -> Iterable[pikepdf.Object]:
    """Yield the members of an array."""
    return (array[index] for index in range(len(array)))


def _groups(value: object) -> list[pikepdf.Dictionary]:
    """List the dictionaries in an array."""
    if not isinstance(value, pikepdf.Array):
        return []
    return [member for member in _members(value) if isinstance(member, pikepdf.Dictionary)]


def _is_for_view(group: pikepdf.Dictionary) -> bool:
    """Say whether a group bears on what is seen: its intent is View, or it names none."""
    intent = group.get("/Intent", pikepdf.Name.View)
    named = list(_members(intent)) if isinstance(intent, pikepdf.Array) else [intent]
    return any(str(name) in {"/View", "/All"} for name in named)


def _view_state(group: pikepdf.Dictionary) -> bool | None:
    """Read whether a group wants to be seen on screen; None where it does not say."""
    usage = group.get("/Usage")
    view = usage.get("/View") if isinstance(usage, pikepdf.Dictionary) else None
    state = view.get("/ViewState") if isinstance(view, pikepdf.Dictionary) else None
    return None if state is None else state != pikepdf.Name.OFF


class Settler(Struct):
    """Takes hidden layers out of content, and the marks off what stays."""

    layers: Layers
    seen: set[Numbers]

    def settle(self, stream: pikepdf.Stream, resources: object, depth: int = 0) -> None:
        """Settle a content stream and everything it can paint."""
        if not self.layers.off or not isinstance(resources, pikepdf.Dictionary) or depth > _DEEPEST:
            return
        hidden = self._hidden_marks(resources)
        if hidden:
            kept = _without(pikepdf.parse_content_stream(stream), hidden)
            stream.write(pikepdf.unparse_content_stream(kept))
        for inner in _inner_streams(resources):
            if inner.objgen in self.seen:
                continue
            self.seen.add(inner.objgen)
            if not self.layers.shows(inner.stream_dict.get("/OC")):
                _empty(inner)
            elif inner.stream_dict.get("/Subtype") != pikepdf.Name.Image:
                self.settle(inner, inner.stream_dict.get("/Resources", resources), depth + 1)

    def _hidden_marks(self, resources: pikepdf.Dictionary) -> frozenset[str]:
        """Name the property lists that mark hidden content."""
        lists = resources.get("/Properties")
        if not isinstance(lists, pikepdf.Dictionary):
            return frozenset()
        return frozenset(name for name in lists.keys() if not self.layers.shows(lists[name]))  # noqa: SIM118


def _inner_streams(resources: pikepdf.Dictionary) -> list[pikepdf.Stream]:
    """List the forms, pictures, patterns and soft masks that content can paint with these resources."""
    found: list[pikepdf.Object] = []
    for kind in ("/XObject", "/Pattern"):
        things = resources.get(kind)
        if isinstance(things, pikepdf.Dictionary):
            found += [things[name] for name in things.keys()]  # noqa: SIM118
    states = resources.get("/ExtGState")
    if isinstance(states, pikepdf.Dictionary):
        for name in states.keys():  # noqa: SIM118
            state = states[name]
            mask = state.get("/SMask") if isinstance(state, pikepdf.Dictionary) else None
            if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
                found.append(mask.G)
    return [thing for thing in found if isinstance(thing, pikepdf.Stream)]


def _empty(thing: pikepdf.Stream) -> None:
    """Turn a hidden picture or form into a form that paints nothing."""
    for key in list(thing.stream_dict.keys()):
        if key != "/Length":
            del thing.stream_dict[key]
    thing.write(b"")
    thing.stream_dict.Type = pikepdf.Name.XObject
    thing.stream_dict.Subtype = pikepdf.Name.Form
    thing.stream_dict.BBox = pikepdf.Array([0, 0, 0, 0])


_FILLS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
_PAINTS = frozenset({"Do", "sh", "Tj", "TJ", "INLINE IMAGE"})

Step = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def _without(steps: Iterable[Step], hidden: frozenset[str]) -> list[Step]:
    """Drop what paints inside hidden marks; what sets colours, matrices and lines stays (8.11.3.2)."""
    kept: list[Step] = []
    marks: list[bool] = []
    for step in steps:
        name = str(step.operator)
        if name in {"BDC", "BMC"}:
            marks.append(_is_hidden_mark(step, hidden))
        elif name == "EMC" and marks:
            marks.pop()
        kept.extend(_unpainted(step, name) if any(marks) else (step,))
    return kept


def _is_hidden_mark(step: Step, hidden: frozenset[str]) -> bool:
    """Say whether a mark begins hidden content."""
    operands = list(step.operands)
    return len(operands) == 2 and str(operands[0]) == "/OC" and str(operands[1]) in hidden


def _unpainted(step: Step, name: str) -> tuple[Step, ...]:
    """Give what is left of an operator when it may not paint."""
    if isinstance(step, pikepdf.ContentStreamInlineImage) or name in _PAINTS:
        return ()
    if name in _FILLS:
        return (_step("n"),)
    if name == "'":
        return (_step("T*"),)
    if name == '"':
        word, char, _ = step.operands
        return (_step("Tw", word), _step("Tc", char), _step("T*"))
    return (step,)


def _step(operator: str, *operands: pikepdf.Object) -> pikepdf.ContentStreamInstruction:
    """Make an operator."""
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))
