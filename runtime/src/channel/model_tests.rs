//! The channel under every schedule that shuttle draws: two or three threads, capacities of 0 and 1.
//! Run with `./dev model`.

use super::rig::{Letters, ticket};
use super::*;
use crate::model::explore;
use crate::sync::thread;

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

#[test]
fn what_is_taken_in_batches_arrives_once_in_order_and_wakes_all_who_have_room() {
    explore(|| {
        // The bound in bytes is that of two messages, so senders wait although the capacity is three.
        let channel = Arc::new(Channel::new(1, 3));
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
        let mut got = vec![recv(&channel, &letters, 100).expect("not closed")];
        while got.len() < 4 {
            match channel.try_recv_many(3) {
                Ok(batch) => got.extend(batch),
                Err(RecvError::Empty) => thread::yield_now(),
                Err(RecvError::Closed) => panic!("nobody has closed it"),
            }
            assert!(channel.len() <= MAX_BUFFERED_BYTES / 4, "the bound in bytes holds");
        }
        senders.into_iter().for_each(|sender| sender.join().unwrap());
        for sender in 0..2 {
            let of_sender: Vec<u32> = got.iter().copied().filter(|x| x / 10 == sender).collect();
            assert_eq!(of_sender, [sender * 10, sender * 10 + 1]);
        }
    });
}

#[test]
fn a_select_has_one_outcome_when_a_message_a_close_and_a_timeout_meet() {
    explore(|| {
        let channels = [Arc::new(Channel::new(1, 0)), Arc::new(Channel::new(2, 0))];
        let letters = Arc::new(Letters::default());
        let waiting = ticket(&letters, 1);
        let cases = channels.iter().map(|channel| Case {
            channel: channel.clone(),
            direction: Direction::Recv,
            number: channel.id(),
        });
        assert!(matches!(select(cases.collect(), 0, Some(&waiting)), Selected::Waiting));
        let [sends, closes] = channels.clone();
        let sender = thread::spawn(move || sends.try_send(5).is_ok());
        let closer = thread::spawn(move || assert!(closes.close()));
        let gave_up = waiting.win();
        let sent = sender.join().unwrap();
        closer.join().unwrap();
        let answers = letters.take();
        assert_eq!(answers.len() + usize::from(gave_up), 1, "{answers:?}, gave up: {gave_up}");
        assert_eq!(sent, answers.contains(&(1, 1, Answer::Received(5))));
        assert_eq!(channels[0].waiting().1, 0, "a waiter whose select is over counts no more");
    });
}

/// A mailbox behind a lock that its owner also holds while it sends, as an isolate's table of handles is.
struct Guarded {
    table: Mutex<()>,
    letters: Arc<Letters>,
}

impl Mailbox<u32> for Guarded {
    fn deliver(&self, token: Token, case: u32, answer: Answer<u32>) {
        let _table = lock(&self.table);
        self.letters.deliver(token, case, answer);
    }
}

#[test]
fn answers_are_posted_without_the_lock_under_which_they_became_due() {
    explore(|| {
        let channel = Arc::new(Channel::new(1, 0));
        let party = |sends: bool| {
            let channel = channel.clone();
            thread::spawn(move || {
                let letters = Arc::new(Letters::default());
                let own = Arc::new(Guarded { table: Mutex::new(()), letters: letters.clone() });
                let ticket = Ticket::new(own.clone(), 1);
                let mut due = Due::new();
                let table = lock(&own.table);
                let waits = match sends {
                    true => channel.send_or_wait_now(7, &ticket, &mut due) == Ok(false),
                    false => channel.recv_or_wait_now(&ticket, &mut due) == Err(RecvError::Empty),
                };
                drop(table);
                post(due);
                waits.then(|| letters.wait_for(1).1)
            })
        };
        // One of them waits and is answered by the other, which needs the lock that the first one held.
        let (sender, receiver) = (party(true), party(false));
        let answers = (sender.join().unwrap(), receiver.join().unwrap());
        assert!(matches!(answers, (Some(Answer::Sent), None) | (None, Some(Answer::Received(7)))));
    });
}
