// The same work as threads.js, in Go. Prints "name<TAB>ns" a line; the minimum of a number of repeats. With the argument
// "parked N" it prints what N blocked goroutines take instead.
package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

const repeats = 3

func measure(name string, n int, body func(n int)) {
	if len(os.Args) > 1 && !strings.Contains(name, os.Args[1]) {
		return
	}
	best := math.Inf(1)
	for i := 0; i < repeats; i++ {
		start := time.Now()
		body(n)
		if ns := float64(time.Since(start).Nanoseconds()) / float64(n); ns < best {
			best = ns
		}
	}
	fmt.Printf("%s\t%.1f\n", name, best)
}

func spawnJoin(n int) {
	for left := n; left > 0; left -= 1000 {
		var group sync.WaitGroup
		group.Add(1000)
		for i := 0; i < 1000; i++ {
			go func() { group.Done() }()
		}
		group.Wait()
	}
}

func yield(n int) {
	var group sync.WaitGroup
	group.Add(2)
	for t := 0; t < 2; t++ {
		go func() {
			for i := 0; i < n/2; i++ {
				runtime.Gosched()
			}
			group.Done()
		}()
	}
	group.Wait()
}

func roundTrip(n int) {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v
		}
	}()
	for i := 0; i < n; i++ {
		ping <- i
		<-pong
	}
	close(ping)
}

func buffered(n int) {
	c := make(chan int, 128)
	go func() {
		for i := 0; i < n; i++ {
			c <- i
		}
		close(c)
	}()
	sum := 0
	for v := range c {
		sum += v
	}
}

func selectReady(cases int) func(int) {
	return func(n int) {
		a, b := make(chan int, 1), make(chan int, 1)
		others := make([]chan int, 6)
		for i := range others {
			others[i] = make(chan int)
		}
		for i := 0; i < n; i++ {
			a <- i
			if cases == 2 {
				select {
				case <-a:
				case <-b:
				}
			} else {
				select {
				case <-a:
				case <-b:
				case <-others[0]:
				case <-others[1]:
				case <-others[2]:
				case <-others[3]:
				case <-others[4]:
				case <-others[5]:
				}
			}
		}
	}
}

func selectBlocking(n int) {
	a, b, ack := make(chan int), make(chan int), make(chan int)
	go func() {
		for i := 0; i < n; i++ {
			if i&1 == 0 {
				a <- i
			} else {
				b <- i
			}
		}
		close(ack)
	}()
	for i := 0; i < n; i++ {
		select {
		case <-a:
		case <-b:
		}
	}
	<-ack
}

func selectDefault(n int) {
	a := make(chan int)
	for i := 0; i < n; i++ {
		select {
		case <-a:
		default:
		}
	}
}

func timerStartStop(n int) {
	for i := 0; i < n; i++ {
		time.AfterFunc(time.Hour, func() {}).Stop()
	}
}

func mutex(n int) {
	var m sync.Mutex
	for i := 0; i < n; i++ {
		m.Lock()
		m.Unlock()
	}
}

func ring(n int) {
	first := make(chan int)
	in := first
	for i := 0; i < 1000; i++ {
		out := make(chan int)
		go func(in, out chan int) {
			for v := range in {
				out <- v + 1
			}
			close(out)
		}(in, out)
		in = out
	}
	for i := 0; i < n/1000; i++ {
		first <- 0
		<-in
	}
	close(first)
	<-in
}

func sieve(n int) {
	generate := func(c chan int) {
		for i := 2; ; i++ {
			c <- i
		}
	}
	filter := func(in, out chan int, prime int) {
		for {
			if i := <-in; i%prime != 0 {
				out <- i
			}
		}
	}
	c := make(chan int)
	go generate(c)
	for i := 0; i < n; i++ {
		prime := <-c
		next := make(chan int)
		go filter(c, next, prime)
		c = next
	}
}

// Resident bytes of the process.
func resident() float64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return math.NaN()
	}
	var size, pages float64
	fmt.Sscan(string(text), &size, &pages)
	return pages * float64(os.Getpagesize())
}

func parked(n int) {
	before := resident()
	c := make(chan int)
	for i := 0; i < n; i++ {
		go func() { <-c }()
	}
	// All of them have run when one that was started last has.
	last := make(chan int)
	go func() { close(last) }()
	<-last
	runtime.GC()
	fmt.Printf("parked\t%.0f\n", (resident()-before)/float64(n))
}

func yieldAtDepth(depth int) func(int) {
	var at func(depth, n int) int
	at = func(depth, n int) int {
		if depth > 1 {
			return at(depth-1, n) + 1
		}
		for i := 0; i < n; i++ {
			runtime.Gosched()
		}
		return 0
	}
	return func(n int) {
		var group sync.WaitGroup
		group.Add(2)
		for t := 0; t < 2; t++ {
			go func() {
				at(depth, n/2)
				group.Done()
			}()
		}
		group.Wait()
	}
}

func main() {
	runtime.GOMAXPROCS(1)
	if len(os.Args) > 2 && os.Args[1] == "parked" {
		n, _ := strconv.Atoi(os.Args[2])
		parked(n)
		return
	}
	measure("spawn + join", 1_000_000, spawnJoin)
	measure("yield", 1_000_000, yield)
	measure("unbuffered round trip", 300_000, roundTrip)
	measure("buffered item", 1_000_000, buffered)
	measure("select of 2, one ready", 1_000_000, selectReady(2))
	measure("select of 8, one ready", 500_000, selectReady(8))
	measure("select of 2, blocking", 300_000, selectBlocking)
	measure("select with default", 5_000_000, selectDefault)
	measure("timer start + stop", 500_000, timerStartStop)
	measure("mutex", 5_000_000, mutex)
	measure("ring of 1000, hop", 300_000, ring)
	measure("prime sieve, prime", 600, sieve)
	measure("resume at depth 1", 500_000, yieldAtDepth(1))
	measure("resume at depth 16", 500_000, yieldAtDepth(16))
	measure("resume at depth 256", 500_000, yieldAtDepth(256))
}
