package kinds_test

import (
	"slices"
	"strings"
	"testing"

	"modu/assets"
	"modu/devices"
	"modu/devices/kinds"
	"modu/devices/profile"
	"modu/locales"
)

// example is a profile for a kind that has one.
func example(t *testing.T, kind profile.Kind) *profile.Profile {
	t.Helper()
	if kind == "" {
		return nil
	}
	entries, err := assets.Files.ReadDir("profiles")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := assets.Files.ReadFile("profiles/" + e.Name())
		if err != nil || !strings.HasSuffix(e.Name(), ".yaml") {
			continue
		}
		if p, _ := profile.Load(e.Name(), data); p != nil && p.Kind == kind {
			return p
		}
	}
	t.Fatalf("there is no profile of the kind %q", kind)
	return nil
}

// Every row is whole: a driver that begins a conversation, a simulated device with controls,
// and a text in every language for everything that can be wrong.
func TestRows(t *testing.T) {
	cat := locales.New("ko")
	entries, err := locales.Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if data, err := locales.Files.ReadFile(e.Name()); err != nil || cat.Add(e.Name(), data).Err() != nil {
			t.Fatal(e.Name(), err)
		}
	}
	for _, k := range kinds.Table() {
		p := example(t, k.Profile)
		if k.Name == "" || k.Mock == "" || k.Class == "" {
			t.Errorf("a row without a name, a simulated device or a class: %+v", k)
		}
		drv := k.New(p, "id")
		if _, _ = drv.Open(0); drv.Status().Phase == devices.Failed {
			t.Errorf("%s: it fails as soon as its port is open", k.Name)
		}
		dev, err := k.Simulate(p, "")
		if err != nil || len(dev.Controls()) == 0 {
			t.Errorf("%s: %v, or a simulated device without controls", k.Name, err)
		}
		if opener, _ := k.Port(p); opener == nil {
			t.Errorf("%s: nothing opens its port", k.Name)
		}
		for _, wrong := range []devices.Health{devices.Lost, devices.Absent, devices.Faulty} {
			code := wrong.Code(k.Class)
			for _, l := range cat.Languages() {
				if !cat.Has(code, l) {
					t.Errorf("%s: %s has no text in %s", k.Name, code, l)
				}
			}
		}
		if found, ok := kinds.ByMock(k.Mock); !ok || found.Mock != k.Mock {
			t.Errorf("%s is not found by %q", k.Name, k.Mock)
		}
		if found, ok := kinds.ByDriver(k.Driver); ok != (k.Driver != "") || found.Driver != k.Driver {
			t.Errorf("%s is not found by the driver %q", k.Name, k.Driver)
		}
	}
}

// A name that two rows share would hide the second.
func TestNames(t *testing.T) {
	var drivers, places []string
	for _, k := range kinds.Table() {
		if k.Driver != "" && slices.Contains(drivers, k.Driver) || k.Place != "" && slices.Contains(places, k.Place) {
			t.Errorf("the driver %q or the place %q is there twice", k.Driver, k.Place)
		}
		drivers, places = append(drivers, k.Driver), append(places, k.Place)
	}
	if _, _, err := kinds.Simulate("toaster", nil, ""); err == nil || !strings.Contains(err.Error(), "lamp") {
		t.Errorf("a toaster: %v", err)
	}
	if _, _, err := kinds.Simulate("keypad", nil, ""); err == nil || !strings.Contains(err.Error(), "profile") {
		t.Errorf("a keypad without a profile: %v", err)
	}
	if _, _, err := kinds.Simulate("terminal", nil, "dance"); err == nil {
		t.Error("a terminal dances")
	}
	for _, want := range []string{"answer", "press up", "fault drop 10%", "jack bounce in", "at 50%"} {
		if help := kinds.Help(example(t, profile.Keypad)); !strings.Contains(help, want) {
			t.Errorf("%q is not in the help:\n%s", want, help)
		}
	}
}
