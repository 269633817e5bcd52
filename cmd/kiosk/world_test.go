package main

import (
	"strings"
	"testing"

	"modu/internal/config"
)

// A profile of another kind than the driver's is a mistake, found before any port is
// opened.
func TestPlanWrongKind(t *testing.T) {
	site := config.Site{Devices: []config.Device{
		{ID: "a", Driver: "keypad", Profile: "accessible-controller"},
		{ID: "b", Driver: "firmata", Profile: "firmata-keypad"},
		{ID: "c", Driver: "keypad", Profile: "firmata-keypad"},
		{ID: "d", Driver: "firmata", Profile: "text-keypad"},
	}}
	p, issues := planDevices(site)
	if len(issues) != 2 || !strings.Contains(issues[0].Error(), `this profile is for the driver "firmata", but device "c" has the driver "keypad"; write "driver: firmata"`) {
		t.Error(issues)
	}
	if len(p.keypads) != 4 {
		t.Errorf("%d keypads", len(p.keypads))
	}
}
