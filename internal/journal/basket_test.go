package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/order"
)

// basket is what somebody orders: so many lattes.
func basket(quantity int) order.Basket {
	return order.Basket{Version: order.BasketVersion, Kiosk: "k", Currency: "KRW", Lines: []order.BasketLine{{Item: "latte", Name: "라떼", Quantity: quantity, Unit: 5500, Amount: int64(quantity) * 5500}}, Total: int64(quantity) * 5500}
}

func stay(n uint32) scene.SessionID { return scene.SessionID{Boot: 1, Counter: n} }

func effect(n uint32) input.EffectID { return input.EffectID{Boot: 1, Counter: n} }

// number asks for the number of a basket.
func number(t *testing.T, j *Journal, s scene.SessionID, b order.Basket) string {
	t.Helper()
	got, err := j.NumberBasket(s, b)
	if err != nil || got.Epoch == "" || !got.Same(b) {
		t.Fatalf("%+v, %v", got, err)
	}
	return fmt.Sprintf("%s/%d", got.Epoch, got.Seq)
}

// told is how the baskets are numbered that the program has still to be told of.
func told(j *Journal) string {
	var out []string
	for _, p := range j.Undelivered() {
		out = append(out, fmt.Sprintf("%s/%d×%d", p.Report.Basket.Epoch, p.Report.Basket.Seq, p.Report.Basket.Lines[0].Quantity))
	}
	return strings.Join(out, " ")
}

// pay records a payment whose report holds a basket, up to the terminal's answer.
func pay(t *testing.T, j *Journal, n uint32, s scene.SessionID, b order.Basket, outcome input.Outcome) {
	t.Helper()
	r := &order.Report{Path: "/orders", Language: "ko", Fields: map[string]string{}, Basket: &b}
	if err := errors.Join(j.PaymentStarted(effect(n), s, int(n), money.Amount{Minor: b.Total, Currency: "KRW"}, order.Order{}, r), j.PaymentEnded(effect(n), outcome)); err != nil {
		t.Fatal(err)
	}
	if b.Seq != 0 {
		t.Error("the caller's basket was written to")
	}
}

// The same basket of the same person has one number, in calls and in the report; everything
// else has the next. What is not paid takes none.
func TestBasketNumbers(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	one := number(t, j, stay(1), basket(1))
	e, _, _ := strings.Cut(one, "/")
	noted := basket(1)
	noted.Notes = []order.BasketNote{{Field: "dine", Value: "here"}}
	for _, c := range []struct {
		s    scene.SessionID
		b    order.Basket
		want string
	}{{stay(1), basket(1), "/1"}, {stay(1), noted, "/1"}, {stay(1), basket(2), "/2"}, {stay(1), basket(1), "/1"}, {stay(2), basket(1), "/3"}, {stay(1), basket(2), "/2"}} {
		if got := number(t, j, c.s, c.b); got != e+c.want {
			t.Errorf("%v of stay %d: %s, want %s", c.b.Lines, c.s.Counter, got, c.want)
		}
	}
	pay(t, j, 1, stay(2), basket(1), input.Approved) // as the call had it
	pay(t, j, 2, stay(3), basket(7), input.Declined)
	pay(t, j, 3, stay(3), basket(7), input.Unknown)
	pay(t, j, 4, stay(3), basket(7), input.Approved)
	pay(t, j, 5, stay(4), basket(7), input.Approved)
	want := fmt.Sprintf("%[1]s/3×1 %[1]s/4×7 %[1]s/5×7", e)
	if got := told(j); got != want {
		t.Errorf("told %s, want %s", got, want)
	}
	if err := j.PaymentEnded(effect(4), input.Approved); err != nil || told(j) != want { // the terminal says so again
		t.Errorf("told %s, %v", told(j), err)
	}
	// The terminal says late that it has taken the money twice: two payments, two numbers.
	if err := j.PaymentEnded(effect(3), input.Approved); err != nil || strings.Count(told(j), "/6×7") != 1 {
		t.Errorf("told %s, %v", told(j), err)
	}
	number(t, j, stay(5), basket(9))
	for n := range uint32(2) {
		pay(t, j, 6+n, stay(5), basket(9), input.Approved)
	}
	if got := told(j); strings.Count(got, "/7×9") != 1 || strings.Count(got, "/8×9") != 1 {
		t.Errorf("two payments for one basket that a call has sent: %s", got)
	}
	if err := errors.Join(j.ReportTaken(effect(3)), j.ReportTaken(effect(6)), j.ReportTaken(effect(7)), j.ReportTaken(effect(4)), j.Close()); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		j, rec := open(t, dir)
		if got := told(j); got != fmt.Sprintf("%[1]s/3×1 %[1]s/5×7", e) || codes(rec) != "" {
			t.Errorf("after a restart: %s, %v", got, rec.Notes)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	j, _ = open(t, dir)
	defer j.Close()
	if got := number(t, j, stay(1), basket(1)); got != e+"/9" { // the person is gone, whoever comes now is another
		t.Errorf("after a restart the next is %s", got)
	}
	if n := len(j.baskets); n != 1 {
		t.Errorf("%d baskets are remembered", n)
	}
	for n := range uint32(20) {
		number(t, j, stay(10+n), basket(1))
	}
	if n := len(j.baskets); n > keptStays {
		t.Errorf("%d baskets are remembered, of stays long gone", n)
	}
}

// What a call sends leaves nothing on the disk but its number; what is reported does until it
// is taken.
func TestBasketsOnTheDisk(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	number(t, j, stay(1), basket(3))
	data, err := os.ReadFile(filepath.Join(dir, ordersName))
	if err != nil || bytes.Contains(data, []byte("latte")) || !bytes.Contains(data, []byte(`"kind":"basket"`)) {
		t.Errorf("%s, %v", data, err)
	}
	pay(t, j, 1, stay(1), basket(3), input.Approved)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if data, err = os.ReadFile(filepath.Join(dir, ordersName)); err != nil || bytes.Count(data, []byte(`"seq":1`)) != 2 {
		t.Errorf("%s, %v", data, err)
	}
}

// The power goes at any byte while people order, and the kiosk starts again: what had left
// before keeps its number, no number has ever two baskets, none is left out, and a record that
// was cut off begins no new count.
func TestBasketsCutAtEveryByte(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	path := filepath.Join(dir, ordersName)
	size := func() int64 {
		st, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return st.Size()
	}
	type sent struct {
		from int64 // bytes that were on the disk when it may have left
		name string
	}
	var left []sent
	for n := range uint32(3) {
		left = append(left, sent{name: number(t, j, stay(n), basket(1)), from: size()})
		b := basket(int(n) + 1) // in the first stay the one that was sent, then another
		pay(t, j, n, stay(n), b, input.Approved)
		all := strings.Fields(told(j))
		name, _, _ := strings.Cut(all[len(all)-1], "×")
		left = append(left, sent{name: name, from: size()})
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	cut := t.TempDir()
	for n := range len(whole) + 1 {
		if near := bytes.IndexByte(whole[max(0, n-2):min(n+2, len(whole))], '\n') >= 0; !near && n%61 != 0 {
			continue // the disk is slow
		}
		if err := errors.Join(os.RemoveAll(cut), os.Mkdir(cut, 0o700), os.WriteFile(filepath.Join(cut, ordersName), whole[:n], 0o600)); err != nil {
			t.Fatal(err)
		}
		j, rec := open(t, cut)
		gone := map[string]bool{}
		for _, s := range left {
			if s.from <= int64(n) {
				gone[s.name] = true
			}
		}
		next := number(t, j, scene.SessionID{Boot: 2, Counter: 1}, basket(1))
		epoch, _, _ := strings.Cut(next, "/")
		for name := range gone {
			if name == next {
				t.Fatalf("cut at %d: %s is given again", n, next)
			}
			if e, _, _ := strings.Cut(name, "/"); e != epoch || strings.Contains(codes(rec), CodeCorrupt) {
				t.Fatalf("cut at %d: a new count begins, %v", n, rec.Notes)
			}
		}
		// Of two records that hold a number, each is the next one.
		want := int64(0)
		data, err := os.ReadFile(filepath.Join(cut, ordersName))
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(data) {
			if r, ok := decode(bytes.TrimSuffix(line, []byte("\n"))); ok && (r.Kind == kindBasket || r.Kind == kindEnded && r.Seq > 0) && r.Epoch == epoch {
				if r.Kind == kindBasket || r.Seq != want { // else it is reported by the number of the call
					want++
				}
				if r.Seq != want {
					t.Fatalf("cut at %d: number %d follows %d", n, r.Seq, want-1)
				}
			}
		}
		if !strings.HasSuffix(next, fmt.Sprintf("/%d", want)) {
			t.Fatalf("cut at %d: the next is %s, and the record has %d", n, next, want)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Where lines cannot be read, they may have held numbers: a new count begins, and what is
// still owed keeps its name of the old one, over rewriting and putting away.
func TestNewEpoch(t *testing.T) {
	for name, harm := range map[string]func([]byte) []byte{
		"a damaged number": func(b []byte) []byte {
			return bytes.Replace(b, []byte(`"kind":"basket"`), []byte(`"kind":"basker"`), 1)
		},
		"a damaged start":     func(b []byte) []byte { return bytes.Replace(b, []byte(`"kind":"boot"`), []byte(`"kind":"boat"`), 1) },
		"nonsense at the end": func(b []byte) []byte { return append(b, "nonsense\n"...) },
		"lost":                func([]byte) []byte { return nil },
	} {
		dir := t.TempDir()
		j, _ := open(t, dir)
		first := number(t, j, stay(1), basket(1))
		pay(t, j, 1, stay(1), basket(1), input.Approved)
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, ordersName)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, harm(data), 0o600); err != nil {
			t.Fatal(err)
		}
		owed := first + "×1"
		if name == "lost" {
			owed = ""
		}
		var epoch string
		for round := range 3 {
			j, _ := open(t, dir)
			if got := told(j); got != owed {
				t.Errorf("%s, round %d: owed is %q, want %q", name, round, got, owed)
			}
			next := number(t, j, stay(2), basket(1))
			e, seq, _ := strings.Cut(next, "/")
			if strings.HasPrefix(first, e) || seq != fmt.Sprint(round+1) || round > 0 && e != epoch {
				t.Errorf("%s, round %d: the next is %s after %s", name, round, next, first)
			}
			epoch = e
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A number that is not on the disk is not given, and the payment not told of under it.
func TestNumberNeedsTheDisk(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	broken := &failing{file: j.f, sync: 1}
	j.f = broken
	if b, err := j.NumberBasket(stay(1), basket(1)); !errors.Is(err, errDisk) {
		t.Errorf("%+v, %v", b, err)
	}
	number(t, j, stay(2), basket(1))
	b := basket(1)
	r := &order.Report{Path: "/orders", Basket: &b}
	if err := j.PaymentStarted(effect(1), stay(3), 1, money.Amount{Minor: 5500, Currency: "KRW"}, order.Order{}, r); err != nil {
		t.Fatal(err)
	}
	broken.sync = 1
	if err := j.PaymentEnded(effect(1), input.Approved); !errors.Is(err, errDisk) || told(j) != "" {
		t.Errorf("told %q, %v", told(j), err)
	}
	if err := j.PaymentEnded(effect(1), input.Approved); err != nil || !strings.Contains(told(j), "/2×1") {
		t.Errorf("said again: told %q, %v", told(j), err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := j.NumberBasket(stay(9), basket(1)); !errors.Is(err, ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}

// An approval that comes when the next payment has begun is told after the restart.
func TestLateApprovalIsNumbered(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	pay(t, j, 1, stay(1), basket(1), input.Cancelled)
	pay(t, j, 2, stay(2), basket(2), input.Approved)
	if err := errors.Join(j.PaymentEnded(effect(1), input.Approved), j.Close()); err != nil {
		t.Fatal(err)
	}
	j, _ = open(t, dir)
	defer j.Close()
	if got := told(j); !strings.Contains(got, "/2×1") || !strings.Contains(got, "/1×2") {
		t.Errorf("told %s", got)
	}
}

// A range of numbers comes round again, and a restart goes on behind the last one given.
func TestNumberAfterTheLast(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	o, total := someOrder(t)
	for i, n := range []int{198, 199, 100} {
		if err := errors.Join(j.PaymentStarted(effect(uint32(i)), stay(uint32(i)), n, total, o, nil), j.PaymentEnded(effect(uint32(i)), input.Approved)); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	for _, again := range []string{"", "nonsense\n"} { // the file is written anew
		f, err := os.OpenFile(filepath.Join(dir, ordersName), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.WriteString(again)
		_ = f.Close()
		j, rec := open(t, dir)
		if rec.NextNumber != 101 {
			t.Errorf("next number %d", rec.NextNumber)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// What was pushed about the menu is there after a restart; a file that was damaged is put
// aside, and staff hear of it.
func TestMenuSurvives(t *testing.T) {
	dir := t.TempDir()
	j, rec := open(t, dir)
	if rec.Menu != nil {
		t.Errorf("a fresh one says %v", rec.Menu)
	}
	out, price, left := true, int64(7000), int64(3)
	pushed := map[string]input.ItemChange{"latte": {Price: &price}, "bagel": {SoldOut: &out, Left: &left}}
	if err := errors.Join(j.MenuChanged(map[string]input.ItemChange{"tea": {SoldOut: &out}}), j.MenuChanged(pushed)); err != nil {
		t.Fatal(err)
	}
	same := func(got map[string]input.ItemChange) bool {
		a, err := json.Marshal(got)
		b, err2 := json.Marshal(pushed)
		return err == nil && err2 == nil && bytes.Equal(a, b)
	}
	for range 2 { // as it stands, without closing what wrote it
		snapshot := t.TempDir()
		if err := os.CopyFS(snapshot, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		again, rec := open(t, snapshot)
		if !same(rec.Menu) || codes(rec) != "" {
			t.Errorf("after a crash: %v, %v", rec.Menu, rec.Notes)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if err := j.MenuChanged(pushed); !errors.Is(err, ErrClosed) {
		t.Errorf("closed: %v", err)
	}
	whole, err := os.ReadFile(filepath.Join(dir, menuName))
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{
		"cut off": whole[:len(whole)/2], "empty": {}, "a price that changed by itself": bytes.Replace(whole, []byte("7000"), []byte("7001"), 1),
		"another version": func() []byte { b, _ := encode(menuRecord{Version: 2}); return b }(), "noise": []byte("\x00\xff\n"),
	} {
		if err := os.WriteFile(filepath.Join(dir, menuName), bad, 0o600); err != nil {
			t.Fatal(err)
		}
		j, rec := open(t, dir)
		kept, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%s.bad-%d", menuName, rec.Boot)))
		if rec.Menu != nil || codes(rec) != CodeMenu || err != nil || !bytes.Equal(kept, bad) {
			t.Errorf("%s: %v, %v, %v", name, rec.Menu, rec.Notes, err)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		if j, rec = open(t, dir); codes(rec) != "" {
			t.Errorf("%s: told again: %v", name, rec.Notes)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
