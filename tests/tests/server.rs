//! Talks to the example web server as a browser would, over plain TCP.

use hz_tests::launch;
use hz_tests::{binary, root};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The running example; it is ended when the test ends, however it ends.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already, which the test has then seen otherwise.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start() -> Server {
    let mut command = launch::command(binary::hzrun(), &root());
    command.args(["examples/server/main.js", "0"]).stdout(Stdio::piped());
    let mut child = command.spawn().expect("hzrun starts");
    let stdout = child.stdout.take().expect("standard output is piped");
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line).expect("a line can be read");
    let address = line.trim().strip_prefix("listening on http://").and_then(|rest| rest.strip_suffix('/'));
    let address = address.unwrap_or_else(|| panic!("the server said {line:?}")).to_string();
    Server { child, address }
}

/// One request; the answer's status and body.
fn get(address: &str, target: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).expect("the server takes connections");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit can be set");
    let request = format!("GET {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("the request can be sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("the answer can be read");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {answer:?}"));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    (status.unwrap_or_else(|| panic!("no status: {head}")), body.to_string())
}

#[test]
fn handlers_answer() {
    let server = start();
    let get = |target: &str| get(&server.address, target);
    assert_eq!(get("/primes?below=1000"), (200, "168 primes below 1000\n".to_string()));
    assert_eq!(get("/sleep?ms=5"), (200, "slept 5 ms\n".to_string()));
    assert_eq!(get("/visits"), (200, "visit number 1\n".to_string()));
    assert_eq!(get("/visits"), (200, "visit number 2\n".to_string()));
    assert_eq!(get("/nowhere").0, 404);
    assert_eq!(get("/primes?below=x").0, 400);
    let (status, race) = get("/race");
    assert!(status == 200 && race.ends_with(" wins\n") && !race.contains("timeout"), "{race}");
}

#[test]
fn handlers_that_compute_or_wait_hold_up_nobody() {
    let server = start();
    let (ended, order) = mpsc::channel();
    let ask = |target: &'static str| {
        let (address, ended) = (server.address.clone(), ended.clone());
        thread::spawn(move || {
            let (status, _) = get(&address, target);
            ended.send((target, status)).expect("the test still listens");
        })
    };
    // More long computations than cores, and one that sleeps for long; the short one is asked last.
    let long = "/primes?below=3000000";
    let mut threads: Vec<_> = [long, long, long, "/sleep?ms=20000"].map(ask).into();
    threads.push(ask("/"));
    let first = order.recv_timeout(Duration::from_secs(60)).expect("something is answered");
    assert_eq!(first, ("/", 200), "a short request waits for no long one");
    for _ in 0..3 {
        let next = order.recv_timeout(Duration::from_secs(60)).expect("computations end");
        assert_eq!(next, (long, 200), "a computation waits for no sleeper");
    }
}
