package speech

import (
	"unicode/utf8"

	"modu/accessibility/scene"
)

// update says what changed on a screen that stays.
func (k *composer) update(c scene.Change) {
	raised := k.alerts(c)
	if k.reads(c) { // a page that was turned to is read before what can be done on it
		k.outsideAlerts(func(n *scene.Node) {
			if c.Before.Find(n.ID) == nil {
				k.appeared(n)
			}
		})
	}
	now, old := k.after.Find(c.After.Focus), c.Before.Find(c.After.Focus)
	moved := c.Before.Focus != c.After.Focus
	var quantity scene.NodeID // whose value is said with the focus
	switch {
	case now == nil:
	case moved || raised:
		quantity = k.quantityEntered(c, now)
		k.focus(&c.Before)
	case old != nil:
		k.focusedChanged(old, now)
	}
	k.rest(c, moved, quantity)
}

// reads reports whether somebody has turned to a page with something to read.
func (k *composer) reads(c scene.Change) bool {
	return c.Cause.Kind == scene.ByPerson && k.after.Root.Find(func(n *scene.Node) bool {
		was := c.Before.Find(n.ID)
		return was != nil && n.Page.Count > 1 && n.Page.Index != was.Page.Index
	}) != nil
}

// rest says what has changed beside the focus. quantity is the one that was said with it.
func (k *composer) rest(c scene.Change, moved bool, quantity scene.NodeID) {
	turned := k.reads(c)
	k.outsideAlerts(func(n *scene.Node) {
		was := c.Before.Find(n.ID)
		switch {
		case was == nil:
			if !turned {
				k.appeared(n)
			}
		case n.Role == scene.RoleQuantity:
			if n.ID != quantity {
				k.quantityChanged(was, n)
			}
		case n.Role == scene.RoleGroup:
			if !moved && c.Cause.Kind == scene.ByPerson {
				k.turned(was, n)
			}
		case !readOnOpen(n.Role), n.Pointer, n.Late, n.Quiet: // a countdown, a page number: notices tell of it
		case k.changed(was, n) && n.Role != scene.RoleProgress:
			k.ordinary = true
		}
	})
}

// turned says the page that somebody has turned to.
func (k *composer) turned(was, now *scene.Node) {
	if now.Page.Count > 1 && now.Page.Index != was.Page.Index && k.page(now) {
		k.ordinary = true
	}
}

// alerts says new alerts, and what changed in others. It reports whether focus is in a
// new one.
func (k *composer) alerts(c scene.Change) bool {
	raised := false
	k.eachAlert(func(n *scene.Node) {
		if old := c.Before.Find(n.ID); old != nil && old.Role == scene.RoleAlert {
			k.changed(old, n)
			return
		}
		k.alert(n)
		raised = raised || within(n, c.After.Focus)
	})
	return raised
}

// quantityEntered is the quantity that focus has just entered, or empty.
func (k *composer) quantityEntered(c scene.Change, now *scene.Node) scene.NodeID {
	h, was := holder(k.after, now.ID), holder(&c.Before, c.Before.Focus)
	if h == nil || h.Role != scene.RoleQuantity || was != nil && was.ID == h.ID {
		return ""
	}
	return h.ID
}

// appeared says a node that was not there before.
func (k *composer) appeared(n *scene.Node) {
	if !readOnOpen(n.Role) || n.Pointer || n.Late || n.Quiet {
		return
	}
	k.content(n)
	k.ordinary = k.ordinary || n.Role != scene.RoleProgress
}

func within(n *scene.Node, id scene.NodeID) bool {
	for i := range n.Children {
		if c := &n.Children[i]; c.ID == id || within(c, id) {
			return true
		}
	}
	return false
}

// focusedChanged says what is new about the thing that keeps focus.
func (k *composer) focusedChanged(old, now *scene.Node) {
	before := len(k.clauses)
	switch {
	case now.Role == scene.RoleSecretEntry:
		k.secretChanged(old, now)
	case now.Role == scene.RoleTextEntry && len(old.Details) <= 1 && len(now.Details) <= 1:
		k.typed(old, now)
	default:
		k.changed(old, now)
	}
	switch {
	case now.Disabled && (!old.Disabled || !old.Reason.Equal(now.Reason)):
		k.phrase(now.ID, MsgUnavailable, pauseSentence, nil)
		k.say(part{node: now.ID, text: now.Reason, pause: pausePart, once: true})
	case old.Disabled && !now.Disabled:
		k.phrase(now.ID, MsgAvailable, pausePart, nil)
	}
	if old.Selected != now.Selected && !k.told { // a notice says more of it: that the words are easy now
		k.phrase(now.ID, map[bool]string{true: MsgChosen, false: MsgUnselected}[now.Selected], pauseSentence, nil)
	}
	k.ordinary = k.ordinary || len(k.clauses) > before
}

// changed says the label if it changed, and the details that are new.
func (k *composer) changed(old, now *scene.Node) bool {
	said := false
	relabelled := !old.Label.Equal(now.Label)
	if relabelled {
		said = k.say(part{node: now.ID, text: now.Label, pause: pausePart, label: true, once: true, raise: now.LabelPrivacy()})
	}
	first := true
	for _, d := range now.Details {
		if has(old.Details, d) {
			continue
		}
		if first && !relabelled && (now.Role == scene.RoleSummary || now.Role == scene.RoleChoice) {
			// A value alone tells nothing: 합계, 구천 원; 글자 크기, 크게.
			k.say(part{node: now.ID, text: now.Label, pause: pausePart, label: true, raise: now.LabelPrivacy()})
		}
		first = false
		said = k.say(part{node: now.ID, text: d, pause: pausePart, raise: now.Privacy, stay: isPlace(now, d)}) || said
	}
	if said {
		k.breathe(pauseSentence)
	}
	return said
}

func has(ts []scene.Text, t scene.Text) bool {
	for _, u := range ts {
		if u.Equal(t) {
			return true
		}
	}
	return false
}

// quantityChanged says the new value: its name was heard when focus came, unless
// focus is elsewhere.
func (k *composer) quantityChanged(old, now *scene.Node) {
	before := len(k.clauses)
	if h := holder(k.after, k.after.Focus); h == nil || h.ID != now.ID {
		if old.Equal(now) {
			return
		}
		k.say(part{node: now.ID, text: now.Label, pause: pausePart, label: true, raise: now.Privacy})
	}
	for _, d := range now.Details {
		if !has(old.Details, d) {
			k.say(part{node: now.ID, text: d, pause: pausePart, raise: now.Privacy})
		}
	}
	k.ordinary = k.ordinary || len(k.clauses) > before
	k.breathe(pauseSentence)
}

// Typed is what is said of a character that came into a field and is not said itself (SPK-6: in
// words, not a beep): how many there are now, which tells who types on without looking whether
// one was lost, and where they are at the end of a group.
func Typed(n *scene.Node, total int) (id string, args map[string]int) {
	args, end, most := map[string]int{argTotal: total}, 0, 0
	for _, g := range n.Groups {
		most += g
	}
	if total > 0 && total == most {
		return MsgTypedAll, args
	}
	for _, g := range n.Groups {
		if end += g; end == total {
			args[argLeft] = most - total
			return MsgTypedGroup, args
		}
	}
	return MsgTyped, args
}

// secretChanged says how many came or went, never which.
func (k *composer) secretChanged(old, now *scene.Node) {
	switch {
	case now.Count == old.Count:
	case now.Count == 0:
		k.phrase(now.ID, MsgEmpty, pausePart, nil)
	case now.Count == old.Count+1:
		k.typedIn(now, now.Count)
	case now.Count > old.Count:
		k.phrase(now.ID, MsgEntered, pausePart, map[string]int{argTotal: now.Count})
	default:
		k.phrase(now.ID, MsgErased, pausePart, map[string]int{argTotal: now.Count})
	}
}

func (k *composer) typedIn(n *scene.Node, total int) {
	id, args := Typed(n, total)
	k.phrase(n.ID, id, pausePart, args)
}

// typed echoes one character, or says the whole when more changed.
func (k *composer) typed(old, now *scene.Node) {
	var a, b scene.Text
	if len(old.Details) == 1 {
		a = old.Details[0]
	}
	if len(now.Details) == 1 {
		b = now.Details[0]
	}
	was, is := a.String(), b.String()
	if was == is {
		return
	}
	if n := len(is) - len(was); n > 0 && is[:len(was)] == was && utf8.RuneCountInString(is[len(was):]) == 1 {
		if max(b.Privacy(), now.Privacy) > scene.Public && !k.opt.Headset {
			k.typedIn(now, utf8.RuneCountInString(is)) // which one is not said (SPK-6)
			return
		}
		last := scene.Text{Lang: b.Lang, Spans: []scene.Span{{Kind: scene.Spelled, Text: is[len(was):], Privacy: b.Privacy()}}}
		k.say(part{node: now.ID, text: last, pause: pausePart, raise: now.Privacy})
		return
	}
	if is == "" {
		k.phrase(now.ID, MsgEmpty, pausePart, nil)
		return
	}
	if len(is) < len(was) && was[:len(is)] == is {
		k.phrase(now.ID, MsgErased, pausePart, map[string]int{argTotal: utf8.RuneCountInString(is)})
		return
	}
	k.say(part{node: now.ID, text: b, pause: pausePart, raise: now.Privacy})
}
