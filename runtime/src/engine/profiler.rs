//! V8's sampling profiler, for `--cpu-profile`. The v8 crate reaches it only as the debugger's protocol does: a session of
//! the inspector that nobody outside sees.

use std::cell::RefCell;
use std::ffi::c_void;
use std::rc::Rc;
use std::sync::Arc;

use super::convert::string_to_js;
use super::modules;
use super::stack;
use super::state::State;
use crate::isolate::Isolate;
use crate::module::Form;
use crate::profile;

/// Time between two samples.
const INTERVAL_US: u32 = 1000;
/// There is one context, and so one group.
const GROUP: i32 = 1;

thread_local! {
    /// The profiler of the isolate that this thread runs.
    static PROFILER: RefCell<Option<Profiler>> = const { RefCell::new(None) };
}

struct Profiler {
    session: v8::inspector::V8InspectorSession,
    /// The session lives in it.
    _inspector: v8::inspector::V8Inspector,
    /// The last answer.
    answer: Rc<RefCell<String>>,
    isolate: Arc<Isolate>,
}

struct Client;
impl v8::inspector::V8InspectorClientImpl for Client {}

struct Answers(Rc<RefCell<String>>);

impl v8::inspector::ChannelImpl for Answers {
    fn send_response(&self, _call: i32, message: v8::UniquePtr<v8::inspector::StringBuffer>) {
        if let Some(message) = message.as_ref() {
            *self.0.borrow_mut() = message.string().to_string();
        }
    }
    fn send_notification(&self, _message: v8::UniquePtr<v8::inspector::StringBuffer>) {}
    fn flush_protocol_notifications(&self) {}
}

impl Profiler {
    fn ask(&self, method: &str, params: &str) {
        let message = format!("{{\"id\":1,\"method\":\"Profiler.{method}\",\"params\":{{{params}}}}}");
        self.session.dispatch_protocol_message(v8::inspector::StringView::from(message.as_bytes()));
    }
}

/// Begins to sample, in a run that wants that.
pub fn start(scope: &mut v8::PinScope<'_, '_, ()>, state: &State) {
    let isolate = state.isolate.clone();
    let Some(profiles) = isolate.process.profiles.get() else { return };
    profiles.begins(isolate.number, scope.thread_safe_handle());
    let client = v8::inspector::V8InspectorClient::new(Box::new(Client));
    let inspector = v8::inspector::V8Inspector::create(scope, client);
    let answer = Rc::new(RefCell::new(String::new()));
    let channel = v8::inspector::Channel::new(Box::new(Answers(answer.clone())));
    let trust = v8::inspector::V8InspectorClientTrustLevel::FullyTrusted;
    let session = inspector.connect(GROUP, channel, v8::inspector::StringView::empty(), trust);
    let profiler = Profiler { session, _inspector: inspector, answer, isolate };
    profiler.ask("enable", "");
    profiler.ask("setSamplingInterval", &format!("\"interval\":{INTERVAL_US}"));
    profiler.ask("start", "");
    PROFILER.with(|slot| *slot.borrow_mut() = Some(profiler));
}

/// Ends the profile of the isolate that this thread runs, if there is one, and hands it over.
pub fn finish_here() {
    let Some(profiler) = PROFILER.with(|slot| slot.borrow_mut().take()) else { return };
    profiler.ask("stop", "");
    let process = &profiler.isolate.process;
    let form = if profiler.isolate.number == 0 { Form::Program } else { Form::Declarations };
    let tree = profile::Tree::read(&profiler.answer.borrow(), &|url| process.loader.loaded(url, form));
    if let Some(profiles) = process.profiles.get() {
        profiles.ended(profiler.isolate.number, tree);
    }
    // The process is about to end; what V8 still holds of the session is not torn down under its feet.
    std::mem::forget(profiler);
}

/// What a request to an isolate calls there.
unsafe extern "C" fn finish_there(_isolate: v8::UnsafeRawIsolatePtr, _data: *mut c_void) {
    finish_here();
}

/// Has the isolate's thread hand its profile over as soon as it runs JavaScript.
pub fn request(handle: &v8::IsolateHandle) {
    handle.request_interrupt(finish_there, std::ptr::null_mut());
}

/// What asks an isolate from any thread.
pub type Handle = v8::IsolateHandle;

/// `profileFunction(url, name, text)` makes a function of that name in a script of that URL; `text` is what stands behind the name.
pub fn profile_function<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut result: v8::ReturnValue<'s, v8::Value>,
) {
    let [url, name, text] = [0, 1, 2].map(|index| args.get(index).to_rust_string_lossy(scope));
    let name = serde_json::to_string(&name).unwrap_or_default();
    let source = string_to_js(scope, &format!("({{ {name}{text} }})[{name}]"));
    let origin = modules::origin(scope, &url, false);
    let script = v8::Script::compile(scope, source, Some(&origin));
    if let Some(function) = script.and_then(|script| script.run(scope)) {
        result.set(function);
    }
}

/// A function's name as its source has it.
pub fn source_name(name: &str) -> String {
    stack::plain_name(name)
}
