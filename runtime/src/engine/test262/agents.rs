//! `$262.agent`: each agent is an isolate of a process of its own, on a thread of its own, since it must be able to block in
//! `Atomics.wait` while nothing else of its isolate goes on.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::host::{Args, Host, Return, set};
use crate::engine::convert::string_to_js;
use crate::engine::core_natives::add;
use crate::engine::errors::throw;
use crate::engine::message::{self, Message};
use crate::engine::state::State;
use crate::engine::{boot, scripts, thread};
use crate::exit::exit;
use crate::isolate::Process;
use crate::value::OpError;

/// What agents and the one that started them tell each other.
#[derive(Default)]
pub struct Hub {
    state: Mutex<Traffic>,
    changed: Condvar,
}

#[derive(Default)]
struct Traffic {
    agents: Vec<Mailbox>,
    reports: VecDeque<String>,
}

#[derive(Default)]
struct Mailbox {
    running: bool,
    broadcast: Option<Message>,
}

impl Hub {
    fn lock(&self) -> MutexGuard<'_, Traffic> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<R>(&self, change: impl FnOnce(&mut Traffic) -> R) -> R {
        let changed = change(&mut self.lock());
        self.changed.notify_all();
        changed
    }

    fn wait_until(&self, mut holds: impl FnMut(&mut Traffic) -> bool) {
        let mut traffic = self.lock();
        while !holds(&mut traffic) {
            traffic = self.changed.wait(traffic).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// In which agent a function was called.
struct Membership {
    hub: Arc<Hub>,
    number: usize,
}

/// The `agent` of the realm that starts agents.
pub fn of_main<'s>(scope: &mut v8::PinScope<'s, '_>) -> v8::Local<'s, v8::Object> {
    let agent = v8::Object::new(scope);
    add(scope, agent, "start", start);
    add(scope, agent, "broadcast", broadcast);
    add(scope, agent, "getReport", get_report);
    add(scope, agent, "sleep", sleep);
    add(scope, agent, "monotonicNow", monotonic_now);
    agent
}

/// `start(text)` runs a script in a new agent, and comes back when that runs.
fn start<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    let text = args.get(0).to_rust_string_lossy(scope);
    let hub = Host::of(scope).hub.clone();
    let number = hub.change(|traffic| {
        traffic.agents.push(Mailbox::default());
        traffic.agents.len() - 1
    });
    let process = Process::new(State::of(scope).isolate.process.config.clone());
    let member = Membership { hub: hub.clone(), number };
    let spawned = std::thread::Builder::new()
        .name(format!("agent-{number}"))
        .stack_size(thread::STACK_BYTES)
        .spawn(move || run(process, member, &text));
    match spawned {
        Ok(_) => hub.wait_until(|traffic| traffic.agents[number].running),
        Err(error) => throw(scope, OpError::new("Error", format!("cannot start an agent: {error}"))),
    }
}

/// The whole life of an agent.
fn run(process: Arc<Process>, member: Membership, text: &str) {
    let isolate = process.isolate(0);
    if let Err(error) = process.lifecycle.begin(&isolate) {
        eprintln!("agent: cannot start: {error}");
        exit(1);
    }
    thread::within(isolate, |scope| {
        v8::tc_scope!(let scope, scope);
        if live(scope, member, text).is_none() {
            let thrown = scope.exception().map(|exception| super::host::describe(scope, exception).1);
            eprintln!("agent: {}", thrown.unwrap_or_default());
            exit(1);
        }
    });
}

fn live(scope: &mut v8::PinScope<'_, '_>, member: Membership, text: &str) -> Option<i32> {
    boot::prepare(scope)?;
    scope.set_slot(Rc::new(member));
    define(scope)?;
    let script = scripts::compile(scope, text, "agent")?;
    let member = membership(scope);
    member.hub.change(|traffic| traffic.agents[member.number].running = true);
    scripts::run(scope, script)?;
    let undefined = v8::undefined(scope).into();
    boot::enter(scope, undefined)
}

fn membership(isolate: &v8::Isolate) -> Rc<Membership> {
    isolate.get_slot::<Rc<Membership>>().expect("the slot is filled before the agent runs").clone()
}

/// The functions of an agent. The callback of `receiveBroadcast` is called by compiled code, which can wait for it. Until it says
/// that it is leaving an agent lives on: the main agent may have something to tell it.
const RECEIVE: &str = "(function (agent, take) {
  const life = setInterval(() => {}, 1000);
  agent.leaving = () => clearInterval(life);
  agent.receiveBroadcast = function (receiver) {
    const message = take();
    receiver(message[0], message[1]);
  };
})";

/// Makes the `$262` of an agent.
fn define(scope: &mut v8::PinScope<'_, '_>) -> Option<()> {
    let agent = v8::Object::new(scope);
    add(scope, agent, "report", report);
    add(scope, agent, "sleep", sleep);
    add(scope, agent, "monotonicNow", monotonic_now);
    let script = scripts::compile(scope, RECEIVE, "agent")?;
    let install = v8::Local::<v8::Function>::try_from(scripts::run(scope, script)?).ok()?;
    let take = v8::Function::new(scope, take)?;
    let receiver = v8::undefined(scope).into();
    install.call(scope, receiver, &[agent.into(), take.into()])?;
    let host = v8::Object::new(scope);
    set(scope, host, "agent", agent.into());
    let global = scope.get_current_context().global(scope);
    super::host::define_hidden(scope, global, "$262", host.into());
    Some(())
}

/// `broadcast(buffer, number)` comes back when all agents have it.
fn broadcast<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    let hub = Host::of(scope).hub.clone();
    let count = hub.lock().agents.len();
    for number in 0..count {
        let pair = v8::Array::new_with_elements(scope, &[args.get(0), args.get(1)]);
        let Some(message) = message::serialize(scope, pair.into(), &[]) else { return };
        hub.change(|traffic| traffic.agents[number].broadcast = Some(message));
    }
    hub.wait_until(|traffic| traffic.agents.iter().all(|agent| agent.broadcast.is_none()));
}

/// Waits for a broadcast; gives it as an array.
fn take<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    let member = membership(scope);
    let mut taken = None;
    member.hub.wait_until(|traffic| {
        taken = traffic.agents[member.number].broadcast.take();
        taken.is_some()
    });
    member.hub.changed.notify_all();
    let value = taken.and_then(|message| message::deserialize(scope, message));
    if let Some(value) = value {
        result.set(value);
    }
}

fn report<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    if let Some(text) = args.get(0).to_string(scope) {
        let text = text.to_rust_string_lossy(scope);
        membership(scope).hub.change(|traffic| traffic.reports.push_back(text));
    }
}

fn get_report<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    match Host::of(scope).hub.lock().reports.pop_front() {
        Some(text) => result.set(string_to_js(scope, &text).into()),
        None => result.set_null(),
    }
}

fn sleep<'s>(scope: &mut v8::PinScope<'s, '_>, args: Args<'s>, _result: Return<'s>) {
    let ms = args.get(0).number_value(scope).unwrap_or(0.0).clamp(0.0, 60_000.0);
    std::thread::sleep(Duration::from_secs_f64(ms / 1000.0));
}

fn monotonic_now<'s>(scope: &mut v8::PinScope<'s, '_>, _args: Args<'s>, mut result: Return<'s>) {
    result.set_double(State::of(scope).isolate.process.started.elapsed().as_secs_f64() * 1000.0);
}
