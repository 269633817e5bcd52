// Package demo is the demonstration: a customer who cannot see orders an iced latte from a
// kiosk in a real window, and a page of pictures, sound and transcript is left.
//
// It hides the world around that kiosk (display, sound card, keypad, card terminal, lamp,
// each simulated outside of it) and the customer, who knows only what they wish and what
// they hear. Run is used from one goroutine; what it starts has ended when it returns. It
// needs Xvfb, a kiosk and a program that simulates devices.
package demo
