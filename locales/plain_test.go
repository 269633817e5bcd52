package locales

import (
	"strings"
	"testing"
)

func TestForeignWordsAreNamedWithWhatPeopleSay(t *testing.T) {
	plain, issues := PlainWords("ko")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	c := New("ko")
	data := `version: 1
language: ko
messages:
  a: 테이크아웃 하시겠어요?
  b: {text: 사이즈, easy: 얼마나 큰 것으로 드릴까요}
  c: {text: 크기, easy: 사이즈를 고르세요}
  d: 원샷은 말이 다릅니다
  e: 바닐라 샷 라떼
  f: 이제 투입구에 카드를 투입하세요
  g: {text: 샷, easy: 샷 (커피를 더 진하게)}
`
	if err := c.Add("x.yaml", []byte(data)).Err(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range c.Advise("ko", plain, func(id string) bool { return id == "e" }) {
		got = append(got, i.Error())
	}
	for i, want := range []string{`x.yaml:4`, `x.yaml:6`, `x.yaml:9`} {
		if i >= len(got) || !strings.HasPrefix(got[i], want) {
			t.Fatalf("%s\nwant them at %s", strings.Join(got, "\n"), want)
		}
	}
	if len(got) != 3 || !strings.Contains(got[0], `"포장"`) || !strings.Contains(got[1], `"크기"`) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	if none, _ := PlainWords("fr"); len(c.Advise("ko", none, nil)) != 0 {
		t.Error("advice without a list")
	}
}
