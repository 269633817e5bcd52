package demo

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/lab/load"
	"modu/internal/scenario"
)

// hearing plays the customer against the core in virtual time: what they hear is
// all they know.
func hearing(t *testing.T, siteFile string) (*customer, *scenario.Virtual) {
	t.Helper()
	parts, _, err := load.Site(siteFile)
	if err != nil {
		t.Fatal(err)
	}
	heard := make(chan string, 64)
	v := scenario.NewVirtual(parts.Machine(1, 101), nil)
	tell := func() {
		if err := v.WaitSpeech(); err != nil {
			t.Fatal(err)
		}
		if said := v.Heard(); len(said) > 0 {
			heard <- strings.Join(said, " | ")
		}
	}
	c := &customer{wish: aLatte(), heard: heard, tell: t.Logf,
		press: func(k input.Key) error {
			if err := v.Press(scenario.DefaultDevice, k); err != nil {
				return err
			}
			_ = v.Wait(time.Second)
			tell()
			return nil
		},
		card: func() error {
			if err := v.Card("tap"); err != nil {
				return err
			}
			tell()
			return nil
		},
		think: func(context.Context, time.Duration) error { return nil },
	}
	return c, v
}

// Where a site has turned the short way off, the same customer asks for one thing after the
// other through the whole menu.
func TestCustomerThroughTheWholeMenu(t *testing.T) {
	file := filepath.Join(t.TempDir(), "site.yaml")
	if err := os.WriteFile(file, []byte("version: 1\nshort: false\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, v := hearing(t, file)
	c.wish = []want{
		{[]string{"먹고", "여기서", "매장"}, "eat here"},
		{[]string{"커피"}, "the coffees"},
		{[]string{"카페라떼"}, "a café latte"},
		{[]string{"차갑게", "차가운", "아이스", "얼음"}, "iced"},
		{[]string{"담기", "고른것에넣기"}, "put it into the basket"},
		{[]string{"주문확인"}, "check the order"},
		{[]string{"결제하기"}, "pay"},
	}
	if err := c.order(context.Background()); err != nil {
		t.Fatal(err)
	}
	if c.number == "" || !strings.Contains(v.Order(), "1 × latte") || !strings.Contains(v.Order(), "temperature=iced") {
		t.Errorf("number %q, order %s", c.number, v.Order())
	}
}

// The customer who cannot see succeeds on the shipped menu, and on the same menu
// in another order: they know nothing but what they hear.
func TestCustomerWhoCannotSee(t *testing.T) {
	for _, reorder := range []bool{false, true} {
		site := ""
		if reorder {
			site = reordered(t)
		}
		c, v := hearing(t, site)
		if err := c.order(context.Background()); err != nil {
			t.Fatalf("reordered %v: %v", reorder, err)
		}
		if c.number == "" || !strings.Contains(v.Order(), "1 × latte") || !strings.Contains(v.Order(), "temperature=iced") || !strings.Contains(v.Order(), "dine=here") {
			t.Errorf("reordered %v: number %q, order %s", reorder, c.number, v.Order())
		}
	}
}

// reordered is the embedded service with its menu turned around.
func reordered(t *testing.T) string {
	t.Helper()
	return changedMenu(t, func(lines []string) []string {
		for at := 0; at < len(lines); {
			end := at
			for end < len(lines) && strings.HasPrefix(lines[end], "  - {") {
				end++
			}
			slices.Reverse(lines[at:end])
			at = max(end, at+1)
		}
		return lines
	})
}

// changedMenu writes a copy of the embedded service with another menu, and a site
// file for it.
func changedMenu(t *testing.T, change func(lines []string) []string) (siteFile string) {
	t.Helper()
	dir := t.TempDir()
	src := os.DirFS("../../../assets/services")
	if err := os.CopyFS(filepath.Join(dir, "services"), src); err != nil {
		t.Fatal(err)
	}
	service := filepath.Join(dir, "services", assemble.Services()[0])
	menu := filepath.Join(service, "menu.yaml")
	data, err := os.ReadFile(menu)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Join(change(strings.Split(string(data), "\n")), "\n")
	if changed == string(data) {
		t.Fatal("the menu was not changed: its lines have another form now")
	}
	if err := os.WriteFile(menu, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	steps := filepath.Join(service, "service.yaml")
	data, err = os.ReadFile(steps)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(changed, "{id: latte,") { // what is on no menu is on no short way
		data = []byte(strings.Replace(string(data), "      - {item: latte}\n", "", 1))
	}
	if err := os.WriteFile(steps, data, 0o644); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "site.yaml")
	if err := os.WriteFile(file, []byte("version: 1\nservice: "+service+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// A customer whose wish is not on the menu fails, and says which: the demonstration
// cannot pass by accident.
func TestCustomerWithoutALatte(t *testing.T) {
	c, v := hearing(t, changedMenu(t, func(lines []string) []string {
		lines = slices.DeleteFunc(lines, func(l string) bool { return strings.Contains(l, "{id: latte,") })
		for i := range lines {
			lines[i] = strings.Replace(lines[i], "[americano, latte,", "[americano,", 1)
		}
		return lines
	}))
	err := c.order(t.Context())
	if err == nil || err.Error() != "did not find a café latte anywhere in the list" {
		t.Errorf("error %v", err)
	}
	if c.number != "" || strings.Contains(v.Order(), "×") {
		t.Errorf("number %q, order %s", c.number, v.Order())
	}
}

// A customer whose card does nothing never hears a number, and fails for that.
func TestCustomerWhoseCardDoesNothing(t *testing.T) {
	c, v := hearing(t, "")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c.card = func() error { cancel(); return nil } // and nobody waits on in a test
	err := c.order(ctx)
	if err == nil || !strings.Contains(err.Error(), "paid and never heard an order number") || c.number != "" {
		t.Errorf("error %v, number %q", err, c.number)
	}
	if v.Scene().Kind != scene.KindPay || !strings.Contains(v.Order(), "1 × latte") {
		t.Errorf("at %s with %s", v.Scene().Kind, v.Order())
	}
}

// The customer takes only what was said last and can be had.
func TestWant(t *testing.T) {
	w := want{[]string{"카페라떼"}, "x"}
	for said, is := range map[string]bool{"카페라떼 | 오천 원": true, "바닐라라떼 | 오천오백 원": false, "카페라떼 | 오천 원 | 고를 수 없음 | 품절": false, "제목 | 카페라떼 | 하나 | 둘 | 셋 | 넷": false} {
		if w.in(said) != is {
			t.Errorf("%q: %v", said, !is)
		}
	}
}
