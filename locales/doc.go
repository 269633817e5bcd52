// Package locales is the message catalogue: it turns a message id and typed
// arguments into a scene.Text in the language really available, with the spoken
// and easy forms that translators wrote.
//
// It hides go-i18n (fallback, plurals) and how placeholders become typed spans.
// Files are YAML (package datafile):
//
//	version: 1
//	language: ko
//	reviewed_by: ""          # a named person, or empty: nobody has reviewed it
//	messages:
//	  bar.help: 도움
//	  item.latte: {text: 카페라떼, spoken: 카페 라떼, easy: 카페라떼 (우유 커피)}
//	  basket.of: "{{josa .Name \"을/를\"}} 담았습니다. {{.Price}}입니다."
//	  page.items: {one: "{{.N}} item", text: "{{.N}} items"}
//
// The runtime's own messages are embedded; a service brings its own files, and a
// site may override both. A Catalogue is filled before it is used and never
// changes afterwards; then any goroutine may call it. It does no I/O.
package locales
