//! What the tests of this folder share: a message type and a mailbox that keeps what was delivered.

use super::{Answer, Mailbox, Ticket, Token, Weight};
#[cfg(feature = "model")]
use crate::sync::sleep;
use crate::sync::{Arc, Condvar, Mutex, lock};

impl Weight for u32 {
    fn weight(&self) -> usize {
        4
    }
}

/// Keeps answers in the order of delivery.
#[derive(Default)]
pub struct Letters {
    delivered: Mutex<Vec<(Token, u32, Answer<u32>)>>,
    arrived: Condvar,
}

impl Mailbox<u32> for Letters {
    fn deliver(&self, token: Token, case: u32, answer: Answer<u32>) {
        lock(&self.delivered).push((token, case, answer));
        self.arrived.notify_all();
    }
}

impl Letters {
    /// What came since the last call.
    pub fn take(&self) -> Vec<(Token, u32, Answer<u32>)> {
        std::mem::take(&mut *lock(&self.delivered))
    }

    /// Waits for an answer to `token` and takes it.
    #[cfg(feature = "model")]
    pub fn wait_for(&self, token: Token) -> (u32, Answer<u32>) {
        let mut delivered = lock(&self.delivered);
        loop {
            if let Some(i) = delivered.iter().position(|letter| letter.0 == token) {
                let (_, case, answer) = delivered.remove(i);
                return (case, answer);
            }
            delivered = sleep(&self.arrived, &self.delivered, delivered, None);
        }
    }
}

/// A ticket whose answer goes to `letters`.
pub fn ticket(letters: &Arc<Letters>, token: Token) -> Arc<Ticket<u32>> {
    Ticket::new(letters.clone(), token)
}
