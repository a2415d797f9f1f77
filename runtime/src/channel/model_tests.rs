//! The channel under every schedule that shuttle draws: two or three threads, capacities of 0 and 1.
//! Run with `cargo test -p hz-runtime --features model`.

use super::rig::{Letters, ticket};
use super::*;
use crate::sync::thread;

/// How many random schedules each test draws.
const SCHEDULES: usize = 5_000;

fn explore(body: impl Fn() + Send + Sync + 'static) {
    let body = std::sync::Arc::new(body);
    let random = body.clone();
    shuttle::check_random(move || random(), SCHEDULES);
    // Few pre-emptions at chosen places find what random schedules rarely reach.
    shuttle::check_pct(move || body(), SCHEDULES / 2, 3);
}

fn send(channel: &Channel<u32>, message: u32, letters: &Arc<Letters>, token: Token) -> bool {
    match channel.send_or_wait(message, &ticket(letters, token)) {
        Ok(true) => true,
        Ok(false) => matches!(letters.wait_for(token), (_, Answer::Sent)),
        Err(_) => false,
    }
}

fn recv(channel: &Channel<u32>, letters: &Arc<Letters>, token: Token) -> Option<u32> {
    match channel.recv_or_wait(&ticket(letters, token)) {
        Ok(message) => Some(message),
        Err(RecvError::Closed) => None,
        Err(RecvError::Empty) => match letters.wait_for(token).1 {
            Answer::Received(message) => Some(message),
            Answer::Closed => None,
            other => panic!("a receiver was told {other:?}"),
        },
    }
}

#[test]
fn every_message_arrives_once_and_in_the_order_of_its_sender() {
    for capacity in 0..2 {
        explore(move || {
            let channel = Arc::new(Channel::new(1, capacity));
            let letters = Arc::new(Letters::default());
            let senders: Vec<_> = (0..2)
                .map(|sender| {
                    let (channel, letters) = (channel.clone(), letters.clone());
                    thread::spawn(move || {
                        for i in 0..2 {
                            assert!(send(&channel, sender * 10 + i, &letters, sender * 10 + i));
                        }
                    })
                })
                .collect();
            let got: Vec<u32> =
                (0..4).map(|i| recv(&channel, &letters, 100 + i).expect("not closed")).collect();
            for sender in senders {
                sender.join().unwrap();
            }
            for sender in 0..2 {
                let of_sender: Vec<u32> = got.iter().copied().filter(|x| x / 10 == sender).collect();
                assert_eq!(of_sender, [sender * 10, sender * 10 + 1]);
            }
        });
    }
}

#[test]
fn close_leaves_nobody_waiting() {
    explore(|| {
        let channel = Arc::new(Channel::new(1, 1));
        let letters = Arc::new(Letters::default());
        let sender = {
            let (channel, letters) = (channel.clone(), letters.clone());
            thread::spawn(move || (0..3).filter(|&i| send(&channel, i, &letters, i)).count())
        };
        let receiver = {
            let (channel, letters) = (channel.clone(), letters.clone());
            thread::spawn(move || {
                (100..103).filter(|&token| recv(&channel, &letters, token).is_some()).count()
            })
        };
        channel.close();
        // What was sent was received or is still in the ring; nothing is lost, nobody hangs.
        assert_eq!(sender.join().unwrap(), receiver.join().unwrap() + channel.len());
    });
}

#[test]
fn selects_that_meet_on_two_channels_agree() {
    explore(|| {
        let channels = [Arc::new(Channel::new(1, 0)), Arc::new(Channel::new(2, 0))];
        let letters = Arc::new(Letters::default());
        let party = |sends: bool, token: Token, first: usize| {
            let (channels, letters) = (channels.clone(), letters.clone());
            thread::spawn(move || {
                let cases = channels.iter().map(|channel| Case {
                    channel: channel.clone(),
                    direction: if sends { Direction::Send(token) } else { Direction::Recv },
                    number: channel.id(),
                });
                match select(cases.collect(), first, Some(&ticket(&letters, token))) {
                    Selected::Ready(case, answer) => (case, answer),
                    Selected::Waiting => letters.wait_for(token),
                }
            })
        };
        // The two look at the channels in opposite orders: with locks taken in that order they could block each other.
        let (sender, receiver) = (party(true, 7, 0), party(false, 8, 1));
        let (sent_case, sent) = sender.join().unwrap();
        let (received_case, received) = receiver.join().unwrap();
        assert_eq!((sent, received), (Answer::Sent, Answer::Received(7)));
        assert_eq!(sent_case, received_case);
        assert!(letters.take().is_empty());
    });
}

#[test]
fn giving_up_and_being_answered_exclude_each_other() {
    explore(|| {
        let channel = Arc::new(Channel::new(1, 0));
        let letters = Arc::new(Letters::default());
        let waiting = ticket(&letters, 1);
        assert_eq!(channel.recv_or_wait(&waiting), Err(RecvError::Empty));
        let sender = {
            let channel = channel.clone();
            thread::spawn(move || channel.try_send(5).is_ok())
        };
        let gave_up = waiting.win();
        let sent = sender.join().unwrap();
        assert_ne!(gave_up, sent, "exactly one of timeout and message wins");
        assert_eq!(letters.take().len(), usize::from(sent));
    });
}
