// Package backend asks the program beside the kiosk (a hospital's reception, a city's
// register, a library) for live data over HTTP, and takes its pushes of prices and of
// what is sold out.
//
// It hides HTTP, JSON and everything that can go wrong there: slow, down, redirected,
// too long, nonsense. Whatever happens, a call is answered exactly once and in time;
// staff learn the reason as a health code, the person hears the service's own words.
// What was typed or presented is in a request only, never in a log or an error.
//
//	POST {site's url}{step's path}   Idempotency-Key: "…", the same for the same call
//	{"version": 1, "language": "ko", "fields": {"why": "visit", "number": "…"}}
//	→ 200 {"queue": "A-12", "ahead": 3}
//
// A call or a report that sends the basket holds it as {"basket": {…}}, in the form of
// order.Basket, with a number that the durable record has given it before a byte leaves.
//
// A service may carry sample.yaml, the answers of such a program for development,
// tests and walks: Stand plays it, over real HTTP where a kiosk runs. A Reporter tells the
// program what was paid, until it has taken it.
//
// A Client, a Reporter and Pushes may be used from any goroutine.
package backend
