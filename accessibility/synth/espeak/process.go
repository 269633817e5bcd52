package espeak

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"time"

	"modu/accessibility/synth"
)

// process is one run of the program: text in, one WAV out.
type process struct {
	key   key
	cmd   *exec.Cmd
	in    *os.File
	out   *os.File
	ended chan struct{} // closed when it is gone
	err   error         // how it ended; read after ended
}

// start runs the program up to where it waits for text. The owner of the process
// must read it to its end or kill it.
func (e *Engine) start(k key) (*process, error) {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return nil, fmt.Errorf("%w: closed", synth.ErrEngine)
	}
	gone := e.alive.Hold()
	e.mu.Unlock()
	p, err := launch(e.cfg.Command, k)
	if err != nil {
		gone()
		return nil, fmt.Errorf("%w: %v", synth.ErrEngine, err)
	}
	go func() { // owned by the engine: Close waits for it
		defer gone()
		p.err = p.cmd.Wait()
		close(p.ended)
	}()
	return p, nil
}

func launch(command string, k key) (*process, error) {
	inR, inW, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	outR, outW, err := os.Pipe()
	if err != nil {
		inR.Close()
		inW.Close()
		return nil, err
	}
	// -b 1: the text is UTF-8 whatever the locale says. Without -m markup is text.
	cmd := exec.Command(command, "-b", "1", "-v", k.voice, "-s", strconv.Itoa(k.wpm), "-p", strconv.Itoa(k.pitch), "--stdin", "--stdout")
	cmd.Stdin, cmd.Stdout = inR, outW
	// Nothing of our own environment is its business, but where to find things.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8"}
	err = cmd.Start()
	inR.Close()
	outW.Close()
	if err != nil {
		inW.Close()
		outR.Close()
		return nil, err
	}
	return &process{key: k, cmd: cmd, in: inW, out: outR, ended: make(chan struct{})}, nil
}

// feed writes the text and ends the input. A cleaned text fits the pipe of 64 KiB,
// so this does not wait; a program that is already gone shows when it is read.
func (p *process) feed(text string) {
	_ = p.in.SetWriteDeadline(time.Now().Add(time.Second))
	_, _ = io.WriteString(p.in, text+"\n")
	_ = p.in.Close()
}

func (p *process) read(b []byte, timeout time.Duration) (int, error) {
	_ = p.out.SetReadDeadline(time.Now().Add(timeout))
	n, err := p.out.Read(b)
	switch {
	case err == nil || errors.Is(err, io.EOF):
		return n, err
	case errors.Is(err, os.ErrDeadlineExceeded):
		return n, synth.ErrHung
	default:
		return n, fmt.Errorf("%w: %v", synth.ErrEngine, err)
	}
}

// kill ends it at once, however it feels; it does not wait. Any goroutine.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // harmless when it has ended
	_ = p.in.Close()
	_ = p.out.Close()
}

// wait returns how it ended, or an error when it does not end.
func (p *process) wait(timeout time.Duration) error {
	t := time.NewTimer(timeout)
	defer t.Stop()
	select {
	case <-p.ended:
		return p.err
	case <-t.C:
		return synth.ErrHung
	}
}
