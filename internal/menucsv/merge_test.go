package menucsv

import (
	"strings"
	"testing"
	"testing/fstest"

	"modu/internal/service"
)

// shop is a service that was made of a table, and what was done to it by hand.
type shop struct {
	t     *testing.T
	files map[string][]byte
}

const before = "분류,이름,가격,선택,영어 이름,쉬운 말\n빵,식빵,3000,굽기=그대로|데워서+500,Toast,\n빵,크림빵,3500,,,\n차,녹차,2000,,Tea,\n"

func begin(t *testing.T, table string) *shop {
	t.Helper()
	r, issues := imported(t, table)
	if issues != "" {
		t.Fatal(issues)
	}
	return &shop{t, r.Files}
}

// edit is something done by hand.
func (s *shop) edit(file, was, is string) {
	s.t.Helper()
	if !strings.Contains(string(s.files[file]), was) {
		s.t.Fatalf("%s has no %q:\n%s", file, was, s.files[file])
	}
	s.files[file] = []byte(strings.Replace(string(s.files[file]), was, is, 1))
}

func (s *shop) load() *service.Service {
	s.t.Helper()
	dir := fstest.MapFS{}
	for name, data := range s.files {
		dir[name] = &fstest.MapFile{Data: data}
	}
	svc, issues := service.Load(dir, "shop", nil)
	if issues.Err() != nil {
		s.t.Fatal(issues)
	}
	return svc
}

// again puts a table in, and tells what has changed.
func (s *shop) again(table string, remove bool) string {
	s.t.Helper()
	m, issues := Merge("menu.csv", []byte(table), Have{Picture: func(p string) bool { return p == "bread" }, Photo: func(string) bool { return false }}, Existing{s.load(), s.files}, remove)
	if issues.Err() != nil {
		return issues.Error()
	}
	for name, data := range m.Files {
		s.files[name] = data
	}
	s.load()
	var out []string
	for _, d := range m.All {
		out = append(out, d.String())
	}
	return strings.Join(out, "\n")
}

// A table is put in again and again: what has changed in it is changed, what somebody has made in
// the service stays, and ids stay with their things when rows move.
func TestMerge(t *testing.T) {
	s := begin(t, before)
	s.edit("menu.yaml", "price: 2000", "price: 2100")                      // by staff
	s.edit("locales/ko.yaml", `"크림빵", easy: ""`, `"크림빵", easy: "크림이 든 빵"`) // by hand, with a comment
	s.edit("menu.yaml", "items:\n", "items:\n  # what sells best\n  - {id: hand-made, label: item.hand-made, price: 9000, category: category-1}\n")
	s.edit("locales/ko.yaml", "messages:\n", "messages:\n  item.hand-made: {text: 손으로 만든 것, easy: \"\"}\n")
	s.edit("locales/en.yaml", "messages:\n", "messages:\n  item.hand-made: {text: Hand-made, easy: \"\"}\n")
	if got := s.again(before, false); got != `녹차 (tea): price 2100 → 2000; kept as it is: the table says what it said before, so this was changed in the service` {
		t.Errorf("the same table once more:\n%s", got)
	}
	// Rows have moved, one is new, one has gone, a price and words are others.
	after := "분류,이름,가격,선택,영어 이름,쉬운 말,매니저 메모\n차,녹차,2200,,Tea,,x\n차,홍차,2500,,Black tea,,\n빵,크림빵,3600,,,크림 넣은 빵,\n과자,쿠키,1000,굽기=그대로|데워서+500; 크기=하나|둘+900,,,\n"
	got := s.again(after, false)
	for _, want := range []string{"녹차 (tea): price 2100 → 2200", "홍차 (black-tea): new (none) → 2500", "크림빵 (item-2): price 3500 → 3600", "크림빵 (item-2): easy in ko 크림이 든 빵 → 크림빵 (크림 넣은 빵)",
		"쿠키 (item-1): new (none) → 1000", "식빵 (toast): not in the table any more: marked as sold out"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	menu, ko := string(s.files["menu.yaml"]), string(s.files["locales/ko.yaml"])
	for _, c := range []struct{ in, want string }{
		{menu, "{id: toast, sold_out: true, label: item.toast, price: 3000, category: category-1, options: [option-1]}"},
		{menu, "{id: item-2, label: item.item-2, price: 3600, category: category-1}"},
		{menu, "{id: black-tea, label: item.black-tea, price: 2500, category: category-2}"},
		{menu, "{id: category-3, label: category-3}"},
		{menu, "{id: item-1, label: item.item-1, price: 1000, category: category-3, options: [option-1, option-2]}"},
		{menu, "- id: option-2\n    label: option-2"},
		{menu, "{id: hand-made, label: item.hand-made, price: 9000, category: category-1}"},
		{ko, "item.black-tea: {text: 홍차, easy: \"\"}"},
		{ko, "item.hand-made: {text: 손으로 만든 것"},
	} {
		if !strings.Contains(c.in, c.want) {
			t.Errorf("no %s in\n%s", c.want, c.in)
		}
	}
	if !strings.Contains(menu, "items:\n  # what sells best\n  - {id: hand-made,") {
		t.Errorf("what stood there by hand has moved:\n%s", menu)
	}
	if got := s.again(after, false); got != "" {
		t.Errorf("the same table once more:\n%s", got)
	}
	// What comes back is sold again, under its old id; what goes can be taken out, and then for good.
	back := "분류,이름,가격,선택,영어 이름\n빵,식빵,3000,굽기=그대로|데워서+500,Toast\n차,녹차,2200,,Tea\n"
	if got := s.again(back, true); !strings.Contains(got, "식빵 (toast): sold out true → false") || !strings.Contains(got, "쿠키 (item-1): deleted") {
		t.Errorf("%s", got)
	}
	if menu := string(s.files["menu.yaml"]); strings.Contains(menu, "id: black-tea") || strings.Contains(menu, "category-3") || strings.Contains(menu, "option-2") || !strings.Contains(menu, "sold_out: false") || !strings.Contains(menu, "id: hand-made") {
		t.Errorf("%s", menu)
	}
}

// A service of which no table is kept, as those that were made before: what differs is the table's,
// and nothing counts as gone.
func TestMergeWithoutTheTableBefore(t *testing.T) {
	s := begin(t, before)
	delete(s.files, Kept)
	if got := s.again("분류,이름,가격\n빵,식빵,3300\n", true); got != "식빵 (toast): price 3000 → 3300" {
		t.Errorf("%s", got)
	}
}

func TestMergeRefuses(t *testing.T) {
	for table, want := range map[string]string{
		"이름\n식빵\n": "there is no column",
		"이름,가격\n":  "the table has no items",
		"분류,이름,가격,id\n빵,식빵,1,\n빵,새 빵,1,toast\n": `menu.csv:3: this is the item "toast" of line 2 once more`,
		"분류,이름,가격,선택\n빵,새 빵,1,굽기\n":             `option "굽기" is not understood`,
	} {
		s := begin(t, before)
		was := string(s.files["menu.yaml"])
		if got := s.again(table, false); !strings.Contains(got, want) || string(s.files["menu.yaml"]) != was {
			t.Errorf("%q: %s", table, got)
		}
	}
}

// Two things of one name in one category cannot be told apart by ear.
func TestOneNameTwice(t *testing.T) {
	if _, issues := imported(t, "분류,이름,가격\n차,녹차,1\n빵,녹차,1\n차,녹차,2\n"); !strings.Contains(issues, `menu.csv:4: the name "녹차" is also that of line 2`) || strings.Count(issues, "\n") > 0 {
		t.Error(issues)
	}
}

// A column that nobody knows stops nothing; it is told.
func TestAColumnThatIsNotKnown(t *testing.T) {
	r, issues := imported(t, "이름,가격,쉬운말,원가\n녹차,2000,잎을 우린 물,300\n")
	todo := string(r.Files["TODO.md"])
	if issues != "" || !strings.Contains(todo, `the column "원가" is not used`) || !strings.Contains(todo, `the column "쉬운말" is not used: it is not known; did you mean "쉬운 말"?`) {
		t.Errorf("%s\n%s", issues, todo)
	}
}

// A category in which everything is sold out is a mistake: what is the last of its own is told, and left.
func TestTheLastOfItsCategory(t *testing.T) {
	s := begin(t, before)
	if got := s.again("분류,이름,가격,영어 이름\n빵,식빵,3000,Toast\n빵,크림빵,3500,\n", false); !strings.HasSuffix(got, "녹차 (tea): not in the table any more; kept as it is: nothing else would be left of its category; take it out with --delete") || strings.Contains(string(s.files["menu.yaml"]), "sold_out") {
		t.Errorf("%s\n%s", got, s.files["menu.yaml"])
	}
	if got := s.again("분류,이름,가격,영어 이름\n빵,식빵,3000,Toast\n빵,크림빵,3500,\n", true); !strings.Contains(got, "녹차 (tea): deleted") {
		t.Error(got)
	}
}
