package kinds

import (
	"context"
	"fmt"
	"io"
	"strings"

	"modu/devices/profile"
	"modu/devices/sim"
)

// Simulate makes a simulated device by its name, and finds its row. p is the profile of a
// device that has one; script is how one behaves that has a choice.
func Simulate(mock string, p *profile.Profile, script string) (Kind, *sim.Device, error) {
	k, ok := ByMock(mock)
	switch {
	case !ok:
		return k, nil, fmt.Errorf("a simulated device is one of %s, not %q", strings.Join(Mocks(), ", "), mock)
	case p == nil && k.Profile != "" && !k.Bare:
		return k, nil, fmt.Errorf("a simulated %s needs a profile", mock)
	}
	dev, err := k.Simulate(p, script)
	return k, dev, err
}

// Stand is sim.Stand for a simulated device by its name.
func Stand(ctx context.Context, mock, script, link string, p *profile.Profile, in io.Reader, out io.Writer) error {
	_, dev, err := Simulate(mock, p, script)
	if err != nil {
		return err
	}
	return sim.Stand(ctx, dev, link, in, out)
}

// Help is the commands of all simulated devices, for people. Each profile stands for its
// kind of keypad.
func Help(profiles ...*profile.Profile) string {
	var b strings.Builder
	b.WriteString(sim.HelpOf("every device", sim.Common()))
	add := func(title string, p *profile.Profile, k Kind) {
		if dev, err := k.Simulate(p, ""); err == nil {
			b.WriteString(sim.HelpOf(title, dev.Controls()))
		}
	}
	for _, p := range profiles {
		if k, ok := ByDriver(string(p.Kind)); ok {
			add(k.Name+": "+p.Name, p, k)
		}
	}
	for _, k := range Table() {
		if k.Profile == "" || k.Bare {
			add(k.Name+" (sim "+k.Mock+")", nil, k)
		}
	}
	return b.String()
}
