package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"modu/accessibility/input"
)

// want is one thing a customer looks for: any of several ways to say it.
type want struct {
	words []string
	what  string // for messages
}

// customer is somebody who cannot see. They know what they wish and hear what the
// kiosk says; they have no access to its scene, its order or its screen, and no
// idea of the menu's order.
type customer struct {
	wish    []want                           // in the order in which it is asked for
	heard   <-chan string                    // whole utterances, when they have been said to the end
	press   func(input.Key) error            // their thumb on the keypad
	card    func() error                     // their card at the terminal
	tell    func(format string, args ...any) // what they are doing, for the report
	think   func(context.Context, time.Duration) error
	settle  time.Duration // what is said this soon after belongs to what was said
	number  string
	presses int
}

// aLatte is an iced café latte to have here, in the words that any Korean café uses.
func aLatte() []want {
	return []want{
		{[]string{"카페라떼"}, "a café latte"},
		{[]string{"차갑게", "차가운", "아이스", "얼음"}, "iced"},
		{[]string{"한잔", "하나"}, "one of them"},
		{[]string{"먹고", "여기서", "매장"}, "eat here"},
		{[]string{"결제하기"}, "pay"},
	}
}

// Human pace: how long it takes to decide after hearing, and how long one waits for what is said
// to come to its end, or for something to be said at all: the welcome, with what is told once a
// stay, takes some twenty seconds for who lets it end.
const (
	thinking = 350 * time.Millisecond
	patience = 40 * time.Second
	// farthest is how many presses somebody makes before giving up on one thing.
	farthest = 80
)

// order goes through the whole visit. It returns an error if the wish was not
// fulfilled: something was never found, or no order number was ever heard.
func (c *customer) order(ctx context.Context) error {
	c.tell("The kiosk is silent. I feel a keypad and press a key.")
	if err := c.key(ctx, input.KeyDown); err != nil {
		return err
	}
	said, err := c.listen(ctx)
	if err != nil {
		return fmt.Errorf("pressed a key and heard nothing: %w", err)
	}
	for _, w := range c.wish {
		if said, err = c.find(ctx, w, said); err != nil {
			return err
		}
	}
	for range 10 {
		switch {
		case strings.Contains(said, "카드"):
			c.tell("I am asked for my card and tap it.")
			if err := c.think(ctx, 4*thinking); err != nil {
				return err
			}
			if err := c.card(); err != nil {
				return fmt.Errorf("could not use my card: %w", err)
			}
		case strings.Contains(said, "주문 번호"):
			c.number = strings.TrimSpace(said[strings.Index(said, "주문 번호")+len("주문 번호"):])
			c.number, _, _ = strings.Cut(c.number, " | ")
			c.number = strings.TrimSuffix(strings.TrimSpace(strings.TrimPrefix(c.number, "는")), "입니다")
			c.tell("I heard my order number: %s.", c.number)
			return nil
		}
		if said, err = c.listen(ctx); err != nil {
			return fmt.Errorf("paid and never heard an order number: %w", err)
		}
	}
	return fmt.Errorf("never heard an order number")
}

// find goes through a list, down to its end and then up to its start, until what
// is being said last is what is wanted, and selects it. It returns what is said
// then.
func (c *customer) find(ctx context.Context, w want, said string) (string, error) {
	key := input.KeyDown
	for range farthest {
		if w.in(said) {
			c.tell("I hear %q: that is what I want (%s).", short(said), w.what)
			if err := c.key(ctx, input.KeySelect); err != nil {
				return "", err
			}
			next, err := c.listen(ctx)
			// A choice that only answers "선택했습니다" leaves me on the same screen.
			return next, err
		}
		if strings.Contains(said, "마지막입니다") {
			if key == input.KeyUp {
				break
			}
			key = input.KeyUp
		}
		if key == input.KeyUp && strings.Contains(said, "여기가 첫 번째입니다") {
			break
		}
		if err := c.key(ctx, key); err != nil {
			return "", err
		}
		var err error
		if said, err = c.listen(ctx); err != nil {
			return "", fmt.Errorf("looked for %s and heard nothing more: %w", w.what, err)
		}
	}
	return "", fmt.Errorf("did not find %s anywhere in the list", w.what)
}

// in reports whether the last thing said is the wanted one. A screen tells its
// title first and what has focus last; only the end of it is what select would do.
func (w want) in(said string) bool {
	parts := strings.Split(said, " | ")
	if len(parts) > 4 {
		parts = parts[len(parts)-4:]
	}
	if slices.Contains(parts, "고를 수 없음") {
		return false // sold out, or not now
	}
	for _, p := range parts {
		plain := strings.ReplaceAll(p, " ", "")
		for _, word := range w.words {
			// "먹고 갈게요" begins with the word; "커피" is it.
			if plain == word || strings.HasPrefix(plain, word) && strings.Contains(p, " ") {
				return true
			}
		}
	}
	return false
}

func (c *customer) key(ctx context.Context, k input.Key) error {
	if err := c.think(ctx, thinking); err != nil {
		return err
	}
	c.presses++
	return c.press(k)
}

// listen waits for the next thing that is said to its end.
func (c *customer) listen(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case s := <-c.heard:
		for {
			select {
			case more := <-c.heard:
				s += " | " + more
			case <-time.After(c.settle):
				return s, nil
			}
		}
	case <-ctx.Done():
		return "", fmt.Errorf("silence for %v", patience)
	}
}

func short(s string) string {
	parts := strings.Split(s, " | ")
	if len(parts) > 3 {
		parts = parts[len(parts)-3:]
	}
	return strings.Join(parts, ", ")
}
