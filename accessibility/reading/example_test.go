package reading_test

import (
	"fmt"

	"modu/accessibility/reading"
	"modu/accessibility/scene"
)

func ExampleRead() {
	said := reading.Read("ko", []scene.Span{
		{Kind: scene.Name, Text: "라떼"},
		{Text: " "},
		{Kind: scene.Count, Text: "2잔", Value: scene.Value{Number: 2, Counter: "cup"}},
		{Text: "을(를) 담았습니다. 합계 "},
		{Kind: scene.Price, Text: "9,000원", Value: scene.Value{Number: 9000, Currency: "KRW"}},
	})
	fmt.Println(said.Text)
	// Output: 라떼 두 잔을 담았습니다. 합계 구천 원
}

func ExampleRespell() {
	fmt.Println(reading.Respell("ko", "국물 두 개, 감사합니다."))
	// Output: 궁물 두 개, 감사함니다.
}
