package menucsv

import (
	"fmt"
	"path"
	"strings"
	"testing"

	"modu/internal/datafile/datafiletest"
)

func imported(t *testing.T, table string) (Result, string) {
	t.Helper()
	r, issues := Import("menu.csv", []byte(table), "빵집", Have{Picture: func(p string) bool { return p == "bread" }, Photo: func(p string) bool { return p == "loaf" }})
	return r, issues.Error()
}

// Nothing is taken off the menu by a word that is not understood.
func TestSoldOutIsAYesOrANo(t *testing.T) {
	for cell, want := range map[string]string{"": "no", "N": "no", "아니요": "no", "0": "no", "FALSE": "no", "판매중": "no", "no": "no", "y": "yes", "품절": "yes", "TRUE": "yes", "o": "yes", "1": "yes",
		"x": "?", "maybe": "?"} {
		r, issues := imported(t, "이름,가격,품절\n가,1000,"+cell+"\n")
		got := "no"
		switch {
		case strings.Contains(issues, `menu.csv:2: whether it is sold out cannot be told from "`+cell+`"; write yes or no`):
			got = "?"
		case issues != "":
			got = issues
		case strings.Contains(string(r.Files["menu.yaml"]), "sold_out: true"):
			got = "yes"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", cell, got, want)
		}
	}
}

func TestImport(t *testing.T) {
	r, issues := imported(t, "\ufeffname,price,category,options,picture,name.en,easy,spoken,sold_out\n"+
		"아메리카노,\"4,500원\",커피,온도=따뜻하게|차갑게+500,,Americano,물 탄 커피,,\n"+
		"카페라떼,₩5000,커피,온도=따뜻하게|차갑게+500; 크기=보통|크게+1000,cup,,,,\n"+
		"\n"+
		"BLT,6500,빵,,bread,BLT,,비엘티,o\n")
	if issues != "" || r.Items != 3 || len(r.Pictures) != 1 {
		t.Fatal(issues, r)
	}
	menu, ko, en, todo := string(r.Files["menu.yaml"]), string(r.Files["locales/ko.yaml"]), string(r.Files["locales/en.yaml"]), string(r.Files["TODO.md"])
	for _, c := range []struct{ in, want string }{
		{menu, `{id: americano, label: item.americano, price: 4500, category: category-1, options: [option-1]}`},
		{menu, `{id: item-2, label: item.item-2, price: 5000, category: category-1, options: [option-1, option-2]}`},
		{menu, `{id: blt, label: item.blt, price: 6500, category: category-2, picture: "bread", sold_out: true}`},
		{menu, `{id: v2, label: option-1.v2, price: 500}`},
		{ko, `item.americano: {text: "아메리카노", easy: "아메리카노 (물 탄 커피)"}`},
		{ko, `item.item-2: {text: "카페라떼", easy: ""}`},
		{ko, `item.blt: {text: "BLT", easy: "", spoken: "비엘티"}`},
		{en, `item.americano: {text: "Americano", easy: ""}`},
		{todo, `line 3: give "카페라떼" an id of its own`},
		{todo, `line 3: the picture "cup" for "카페라떼" has no file`},
		{todo, `line 2: a picture for "아메리카노"`},
		{todo, `line 3: the name of "카페라떼" in en`},
		{todo, `line 5: easy words for "BLT" in ko`},
		{todo, `easy words for the option "온도" in en, and its name`},
	} {
		if !strings.Contains(c.in, c.want) {
			t.Errorf("no %s in\n%s", c.want, c.in)
		}
	}
	if strings.Count(menu, "id: option-1\n") != 1 || strings.Contains(todo, "how \"BLT\"") {
		t.Errorf("an option twice, or a gap that is none:\n%s\n%s", menu, todo)
	}
	// Every YAML file names its schema, which is there and finds no fault with it.
	for name, data := range r.Files {
		if path.Ext(name) != ".yaml" {
			continue
		}
		first, _, _ := strings.Cut(string(data), "\n")
		at, named := strings.CutPrefix(first, "# yaml-language-server: $schema=")
		schema := r.Files[path.Join(path.Dir(name), at)]
		if !named || schema == nil {
			t.Errorf("%s begins with %s", name, first)
			continue
		}
		if err := datafiletest.New(t, schema, nil).Validate(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := strings.Count(todo, "- [ ]"); n != len(r.ToDo) {
		t.Errorf("%d in the list, %d told", n, len(r.ToDo))
	}
}

// What a shop has photographed is its own, and stands beside the pictures.
func TestImportPhotographs(t *testing.T) {
	r, issues := imported(t, "이름,가격,그림,사진\n식빵,3000,bread,loaf\n크림빵,3500,,loaf\n팥빵,2000,,bun\n")
	menu, todo := string(r.Files["menu.yaml"]), string(r.Files["TODO.md"])
	for _, c := range []struct{ in, want string }{
		{menu, `price: 3000, picture: "bread", photo: "loaf"}`},
		{menu, `price: 3500, photo: "loaf"}`},
		{menu, "price: 2000}"},
		{menu, "own_photos: true"},
		{todo, `line 4: the photograph "bun" for "팥빵" has no file: add pictures/photo/bun.jpg and write photo: bun in menu.yaml`},
	} {
		if issues != "" || !strings.Contains(c.in, c.want) {
			t.Errorf("no %s in\n%s%s", c.want, c.in, issues)
		}
	}
	if len(r.Photos) != 2 || len(r.Pictures) != 1 || strings.Contains(todo, "a picture for") {
		t.Errorf("%v, %v\n%s", r.Photos, r.Pictures, todo)
	}
	if r, _ := imported(t, "이름,가격\n식빵,3000\n"); strings.Contains(string(r.Files["menu.yaml"]), "own_photos") {
		t.Error("without photographs none are its own")
	}
}

// Every mistake of a table is named with its line; nothing is made of a wrong one.
func TestImportRefuses(t *testing.T) {
	for table, want := range map[string]string{
		"":                        "menu.csv:1: the table cannot be read",
		"name,price\n":            "menu.csv:1: the table has no items",
		"name,prise\nbread,1\n":   `column "prise" is not known; did you mean "price"?`,
		"name\nbread\n":           `there is no column "price or 가격"`,
		"name,price\n,1\n":        "menu.csv:2: the item has no name",
		"name,price\nbread,\n":    `menu.csv:2: price "" is not understood`,
		"name,price\nbread,1.5\n": `price "1.5" is not understood`,
		"name,price\nbread,-1\n":  `price "-1" is not understood`,
		"name,price\nbread,99999999999999999999\n": "is not understood; write whole won, 0 to 999999999",
		"name,price\nbread,1,2\n":                  "menu.csv:2: the line has more cells than there are columns",
		"name,price\n\"bread,1\n":                  "check the quotes on that line",
		"name,price,id\na,1,x\nb,1,x\n":            `menu.csv:3: id "x" is also that of line 2`,
		"name,price,id\na,1,가\n":                   `id "가" cannot be used`,
		"name,price,options\na,1,size\n":           `option "size" is not understood`,
		"name,price,options\na,1,s=x|y+z\n":        `option "s=x|y+z" is not understood`,
		"name,price\na{{.X}},1\n":                  "the text holds a placeholder",
		"name,price\n\xff,1\n":                     `the table is not in UTF-8; save it again as "CSV UTF-8"`,
	} {
		r, issues := imported(t, table)
		if r.Files != nil || !strings.Contains(issues, want) {
			t.Errorf("%q\nwant %s\ngot  %s", table, want, issues)
		}
	}
	// All of them, not only the first.
	if _, issues := imported(t, "name,price\n,1\nx,y\n"); strings.Count(issues, "\n") != 1 {
		t.Error(issues)
	}
}

func FuzzImport(f *testing.F) {
	f.Add([]byte("name,price,options\nbread,1,a=b|c+1\n"))
	none := func(string) bool { return false }
	have := Have{Picture: none, Photo: none}
	f.Fuzz(func(t *testing.T, table []byte) {
		r, issues := Import("f.csv", table, "x", have)
		if (r.Files == nil) == (len(issues) == 0) {
			t.Fatal(r, issues)
		}
	})
}

// A table as large as may be, in which everything differs, is read in one go: each
// category and option is found by its name, not by looking through those before it.
func TestLargeTable(t *testing.T) {
	var b strings.Builder
	b.WriteString("name,price,category,options,id\n")
	const n = 60_000
	for i := range n {
		fmt.Fprintf(&b, "a,1,c%d,o=v|w+%d,i%d\n", i, i, i)
	}
	r, issues := imported(t, b.String())
	if issues != "" || r.Items != n {
		t.Fatal(r.Items, issues)
	}
	menu := string(r.Files["menu.yaml"])
	for _, want := range []string{
		"{id: i0, label: item.i0, price: 1, category: category-1, options: [option-1]}",
		fmt.Sprintf("{id: i%d, label: item.i%d, price: 1, category: category-%d, options: [option-%d]}", n-1, n-1, n, n),
	} {
		if !strings.Contains(menu, want) {
			t.Errorf("no %s", want)
		}
	}
}

// Options that differ in a value or a price only are two; equal ones are one.
func TestOptionsAreToldApart(t *testing.T) {
	r, issues := imported(t, "name,price,options\na,1,o=v|w\nb,1,o=v|w+1\nc,1,o=v|w\nd,1,p=v|w\ne,1,o=v|w|x\n")
	menu := string(r.Files["menu.yaml"])
	if issues != "" || strings.Count(menu, "- id: option-") != 4 || strings.Count(menu, "options: [option-1]") != 2 {
		t.Errorf("%s\n%s", issues, menu)
	}
}
