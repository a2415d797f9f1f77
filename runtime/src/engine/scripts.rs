//! Classic scripts: global code, as hzc compiles it. And what V8 thinks of source texts: its parser knows more early errors
//! than the compiler's.

use super::convert::string_to_js;
use super::modules::{self, Failure};
use super::state::State;
use crate::module::Loaded;

/// Compiles a script, to be run in any context of the isolate, under the name `url`. `None` means that a SyntaxError is
/// pending.
pub fn compile<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    text: &str,
    url: &str,
) -> Option<v8::Local<'s, v8::UnboundScript>> {
    let process = State::of(scope).isolate.process.clone();
    match process.loader.load_script(url, text) {
        Ok(loaded) => {
            if !check_source(scope, &loaded, false) {
                return None;
            }
            compile_as_it_is(scope, &loaded.code, &loaded.url)
        }
        Err(error) => {
            modules::throw_failure(scope, Failure::Load(error));
            None
        }
    }
}

/// Compiles a script that hzc has nothing to do with.
pub fn compile_as_it_is<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    text: &str,
    url: &str,
) -> Option<v8::Local<'s, v8::UnboundScript>> {
    let text = string_to_js(scope, text);
    let origin = modules::origin(scope, url, false);
    let mut source = v8::script_compiler::Source::new(text, Some(&origin));
    let options = v8::script_compiler::CompileOptions::NoCompileOptions;
    let reason = v8::script_compiler::NoCacheReason::NoReason;
    v8::script_compiler::compile_unbound_script(scope, &mut source, options, reason)
}

/// Runs a compiled script in the current context; gives its completion value.
pub fn run<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    script: v8::Local<'s, v8::UnboundScript>,
) -> Option<v8::Local<'s, v8::Value>> {
    script.bind_to_current_context(scope).run(scope)
}

/// Asks V8 for the early errors of a source that the compiler has just taken. False means that a SyntaxError is pending.
/// What V8 does here is parse the text without making code for the functions in it.
pub fn check_source(scope: &mut v8::PinScope<'_, '_>, loaded: &Loaded, is_module: bool) -> bool {
    let Some(source) = loaded.unchecked_source() else { return true };
    // Not the name of the compiled text, whose map would be applied to places of this one.
    let url = format!("{}#source", loaded.url);
    let accepted = match is_module {
        true => accepts_module(scope, source, &url),
        false => compile_as_it_is(scope, source, &url).is_some(),
    };
    if !accepted {
        State::of(scope).isolate.process.loader.forget(loaded);
    }
    accepted
}

fn accepts_module(scope: &mut v8::PinScope<'_, '_>, text: &str, url: &str) -> bool {
    let text = string_to_js(scope, text);
    let origin = modules::origin(scope, url, true);
    let mut source = v8::script_compiler::Source::new(text, Some(&origin));
    v8::script_compiler::compile_module(scope, &mut source).is_some()
}
