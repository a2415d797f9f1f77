//! Random sequences of operations on real channels and on a model that is too simple to be wrong: lists.

use std::collections::VecDeque;

use proptest::prelude::*;

use super::rig::{Letters, ticket};
use super::*;

/// One step. Tokens are numbered by step, messages too, so every answer can be told apart.
#[derive(Debug, Clone)]
enum Step {
    TrySend,
    TryRecv,
    Send,
    Recv,
    RecvMany(usize),
    GiveUp(usize),
    Close,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::TrySend),
        3 => Just(Step::TryRecv),
        5 => Just(Step::Send),
        5 => Just(Step::Recv),
        1 => (1usize..4).prop_map(Step::RecvMany),
        1 => (0usize..40).prop_map(Step::GiveUp),
        1 => Just(Step::Close),
    ]
}

/// The channel as lists. `answers` is what its waiters were told, in order.
#[derive(Default)]
struct Model {
    capacity: usize,
    ring: VecDeque<u32>,
    senders: VecDeque<(Token, u32)>,
    receivers: VecDeque<Token>,
    closed: bool,
    answers: Vec<(Token, u32, Answer<u32>)>,
}

impl Model {
    fn send(&mut self, message: u32) -> Result<(), SendError<u32>> {
        if self.closed {
            return Err(SendError::Closed(message));
        }
        if let Some(token) = self.receivers.pop_front() {
            self.answers.push((token, 0, Answer::Received(message)));
            return Ok(());
        }
        if self.ring.len() < self.capacity {
            self.ring.push_back(message);
            return Ok(());
        }
        Err(SendError::Full(message))
    }

    fn recv(&mut self) -> Result<u32, RecvError> {
        let all: Vec<u32> =
            self.ring.iter().copied().chain(self.senders.iter().map(|sender| sender.1)).collect();
        let Some(&message) = all.first() else {
            return Err(if self.closed { RecvError::Closed } else { RecvError::Empty });
        };
        self.ring = all[1..].iter().copied().take(self.capacity.min(all.len() - 1)).collect();
        // Who waits still is who did not fit; everyone else was told that the message is on its way.
        let waiting = all.len() - 1 - self.ring.len();
        while self.senders.len() > waiting {
            let (token, _) = self.senders.pop_front().expect("more senders than those that wait");
            self.answers.push((token, 0, Answer::Sent));
        }
        Ok(message)
    }

    fn close(&mut self) -> bool {
        if self.closed {
            return false;
        }
        self.closed = true;
        let told = self.receivers.drain(..).map(|token| (token, 0, Answer::Closed));
        let given_back = self.senders.drain(..).map(|(token, message)| (token, 0, Answer::Refused(message)));
        self.answers.extend(told.chain(given_back));
        true
    }

    fn give_up(&mut self, token: Token) -> bool {
        let before = self.senders.len() + self.receivers.len();
        self.senders.retain(|sender| sender.0 != token);
        self.receivers.retain(|&receiver| receiver != token);
        before != self.senders.len() + self.receivers.len()
    }
}

proptest! {
    #[test]
    fn a_channel_does_what_its_model_does(capacity in 0usize..4, steps in prop::collection::vec(step(), 0..80)) {
        let channel = Channel::new(1, capacity);
        let letters = Arc::new(Letters::default());
        let mut model = Model { capacity, ..Model::default() };
        let mut tickets: Vec<Arc<Ticket<u32>>> = Vec::new();

        for (now, step) in steps.into_iter().enumerate() {
            let now = now as u32;
            let ticket = ticket(&letters, now);
            tickets.push(ticket.clone());
            match step {
                Step::TrySend => prop_assert_eq!(channel.try_send(now), model.send(now)),
                Step::TryRecv => prop_assert_eq!(channel.try_recv(), model.recv()),
                Step::Send => {
                    let expected = match model.send(now) {
                        Err(SendError::Full(_)) => {
                            model.senders.push_back((now, now));
                            Ok(false)
                        }
                        other => other.map(|()| true),
                    };
                    prop_assert_eq!(channel.send_or_wait(now, &ticket), expected);
                }
                Step::Recv => {
                    let expected = model.recv();
                    if expected == Err(RecvError::Empty) {
                        model.receivers.push_back(now);
                    }
                    prop_assert_eq!(channel.recv_or_wait(&ticket), expected);
                }
                Step::RecvMany(limit) => {
                    let mut expected = model.recv().map(|first| vec![first]);
                    if let Ok(messages) = &mut expected {
                        while messages.len() < limit {
                            let Ok(message) = model.recv() else { break };
                            messages.push(message);
                        }
                    }
                    prop_assert_eq!(channel.try_recv_many(limit), expected);
                }
                Step::GiveUp(which) => {
                    let token = which as u32 % tickets.len() as u32;
                    let waited = model.give_up(token);
                    // A ticket that never waited, or was answered, is not the test's to win.
                    if waited {
                        prop_assert!(tickets[token as usize].win());
                    }
                }
                Step::Close => prop_assert_eq!(channel.close(), model.close()),
            }
            prop_assert_eq!(letters.take(), std::mem::take(&mut model.answers));
            prop_assert_eq!(channel.len(), model.ring.len());
            prop_assert_eq!(channel.waiting(), (model.senders.len(), model.receivers.len()));
            prop_assert_eq!(channel.is_closed(), model.closed);
        }
    }

    /// Several senders and receivers that select over several channels: whatever happens, each message arrives at
    /// most once, in the order of its sender, and each ticket is answered at most once.
    #[test]
    fn selects_answer_each_ticket_once(
        steps in prop::collection::vec((any::<bool>(), 0usize..3, 0usize..3, 0usize..4), 1..60),
    ) {
        let channels: Vec<_> = (0..3).map(|i| Arc::new(Channel::new(i, i as usize))).collect();
        let letters = Arc::new(Letters::default());
        let (mut sent, mut received, mut answered) = (Vec::new(), Vec::new(), Vec::new());
        for (now, (sends, a, b, first)) in steps.into_iter().enumerate() {
            let now = now as u32;
            let cases = [a, b].into_iter().enumerate().map(|(number, i)| Case {
                channel: channels[i].clone(),
                direction: if sends { Direction::Send(now) } else { Direction::Recv },
                number: number as u32,
            });
            match select(cases.collect(), first, Some(&ticket(&letters, now))) {
                Selected::Ready(case, Answer::Sent) => { prop_assert!(sends && case < 2); sent.push(now) }
                Selected::Ready(case, Answer::Received(x)) => { prop_assert!(!sends && case < 2); received.push(x) }
                Selected::Ready(..) => prop_assert!(false, "no channel is closed"),
                Selected::Waiting => {}
            }
            for (token, case, answer) in letters.take() {
                prop_assert!(case < 2);
                prop_assert!(!answered.contains(&token));
                answered.push(token);
                match answer {
                    Answer::Sent => sent.push(token),
                    Answer::Received(message) => received.push(message),
                    other => prop_assert!(false, "unexpected answer {other:?}"),
                }
            }
        }
        let in_rings: usize = channels.iter().map(|channel| channel.len()).sum();
        prop_assert_eq!(sent.len(), received.len() + in_rings);
        received.sort_unstable();
        received.dedup();
        prop_assert_eq!(sent.len(), received.len() + in_rings);
    }
}

#[test]
fn stale_entries_are_swept() {
    let (idle, busy) = (Arc::new(Channel::new(1, 0)), Arc::new(Channel::new(2, 0)));
    let letters = Arc::new(Letters::default());
    for token in 0..10_000 {
        let cases = [&idle, &busy].map(|channel| Case {
            channel: channel.clone(),
            direction: Direction::Recv,
            number: channel.id(),
        });
        assert_eq!(select(cases.into(), 0, Some(&ticket(&letters, token))), Selected::Waiting);
        assert_eq!(busy.try_send(token), Ok(()));
        assert_eq!(letters.take(), [(token, 2, Answer::Received(token))]);
    }
    assert!(idle.lock().receivers.stored() <= 32);
    assert_eq!(idle.waiting(), (0, 0));
}

#[test]
fn heavy_messages_fill_a_channel_before_its_capacity_does() {
    struct Heavy;
    impl Weight for Heavy {
        fn weight(&self) -> usize {
            MAX_BUFFERED_BYTES / 2
        }
    }
    let channel = Channel::new(1, 1000);
    assert!(channel.try_send(Heavy).is_ok());
    assert!(channel.try_send(Heavy).is_ok());
    assert!(matches!(channel.try_send(Heavy), Err(SendError::Full(Heavy))));
    assert!(channel.try_recv().is_ok());
    assert!(channel.try_send(Heavy).is_ok());
    assert_eq!(channel.len(), 2);
}
