package search

import (
	"fmt"
	"strings"
	"testing"
)

var menu = New([]Thing{
	{"americano", "아메리카노"}, {"iced-americano", "아이스 아메리카노"}, {"latte", "카페 라떼"}, {"iced-latte", "아이스 라떼"},
	{"green-tea", "녹차"}, {"green-latte", "녹차 라떼"}, {"bagel", "베이글"}, {"sandwich", "닭가슴살 샌드위치"},
	{"cola", "콜라 (Zero)"}, {"egg", "달걀 샌드위치"}, {"a-103", "A-103 세트"},
})

func TestThingsAreFoundByWhatPeopleType(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"아메", "americano iced-americano"},
		{"라떼", "latte iced-latte green-latte"},
		{"라", "latte iced-latte green-latte cola"}, // 콜라
		{"ㅇㅇㅅ", "iced-americano iced-latte"},
		{"ㄹㄸ", "latte iced-latte green-latte"},
		{"ㄴㅊㄹㄸ", "green-latte"},
		{"녹차라", "green-latte"},
		{"녹차 라", "green-latte"},
		{"다", "sandwich egg"}, // 닭 and 달 both begin so
		{"달", "egg"},
		{"아ㅁ", "americano iced-americano"},
		{"ㅅㄷㅇ", "sandwich egg"},
		{"zero", "cola"}, {"ZE", "cola"},
		{"a103", "a-103"}, {"A-1", "a-103"},
		{"없는것", ""}, {"", ""}, {"  ", ""}, {"()", ""},
		{"아메리카노커피", ""},
	} {
		ids, more := menu.Find(c.query)
		if got := strings.Join(ids, " "); got != c.want || more {
			t.Errorf("%q finds %q (more %v), want %q", c.query, got, more, c.want)
		}
	}
}

func TestALongCatalogueStopsAtTheLimit(t *testing.T) {
	var things []Thing
	for i := range 5000 {
		things = append(things, Thing{fmt.Sprint(i), fmt.Sprintf("라떼 %d", i)})
	}
	x := New(things)
	ids, more := x.Find("ㄹ")
	if len(ids) != Limit || !more {
		t.Errorf("%d found, more %v", len(ids), more)
	}
	if ids, more = x.Find("라떼 4999"); len(ids) != 1 || ids[0] != "4999" || more {
		t.Errorf("%v %v", ids, more)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("아이스 라떼", "ㅇㅇ")
	f.Add("A-103", "\u1100\u1161")
	f.Fuzz(func(t *testing.T, name, query string) {
		x := New([]Thing{{"it", name}, {"other", "x" + name}})
		x.Find(query)
		if len(fold(name)) > 0 {
			if ids, _ := x.Find(name); len(ids) == 0 || ids[0] != "it" {
				t.Fatalf("%q does not find itself: %v", name, ids)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{40, 10000} {
		var things []Thing
		for i := range n {
			things = append(things, Thing{fmt.Sprint(i), fmt.Sprintf("%c메뉴 %d", '가'+rune(i%500)*20, i)})
		}
		x := New(things)
		for _, q := range []string{"ㅁ", "메뉴 3", "ㅎㅁ"} {
			b.Run(fmt.Sprintf("%d/%s", n, q), func(b *testing.B) {
				for b.Loop() {
					x.Find(q)
				}
			})
		}
	}
}
