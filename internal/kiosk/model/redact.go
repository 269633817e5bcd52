package model

import (
	"strings"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/typing"
	"modu/internal/entry"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/focus"
	"modu/internal/order"
	"modu/internal/service"
)

// redacted is a part of a model without what is personal: one row for every type that can
// hold something personal. The order in which a person moves over the keys of a keyboard
// tells what they type, so that keys are not told apart.
func redacted(v any) any {
	switch v := v.(type) {
	case scene.Scene:
		return v.Disclose(scene.Redacted)
	case scene.NodeID:
		if focus.IsKey(v) {
			return someKey
		}
	case input.Key:
		if len(v) == 1 && strings.Contains("0123456789", string(v)) {
			return input.KeyHidden
		}
	case entry.Presses:
		return entry.Presses(0)
	case typing.Entry:
		return v.Redacted()
	case order.Order:
		return v.Redacted()
	case service.Fact:
		return v.Redacted()
	case course.Place:
		return v.Redacted()
	case course.Proposals:
		return v.Redacted()
	}
	return v
}

// someKey stands for a key of a keyboard, whichever it was.
const someKey scene.NodeID = focus.KeyPrefix + "<personal>"
