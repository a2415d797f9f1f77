//! Code that is made at run time: `eval`, `Function`. V8 asks before it compiles such a text, and gets the text as hzc
//! compiles it, so that calls in it are yield points too.

use super::convert::string_to_js;
use super::modules::{self, Failure};
use super::scripts;
use super::state::State;
use crate::module::FunctionSource;

/// `compileScript(text)` gives a classic script as hzc compiles it.
pub fn compile_script<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut result: v8::ReturnValue<'s, v8::Value>,
) {
    let script = args.get(0).to_rust_string_lossy(scope);
    match State::of(scope).isolate.process.loader.compile_script(&script) {
        Ok(output) => result.set(string_to_js(scope, &output.code).into()),
        Err(error) => modules::throw_failure(scope, Failure::Load(error)),
    }
}

/// What V8 calls with the text. What the compiler refuses goes to V8 as it is, whose SyntaxError is the one that
/// programs expect.
pub fn modify<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    source: v8::Local<'s, v8::Value>,
    _is_code_like: bool,
) -> v8::ModifyCodeGenerationFromStringsResult<'s> {
    let allowed = |modified_source| v8::ModifyCodeGenerationFromStringsResult {
        codegen_allowed: true,
        modified_source,
    };
    // `eval` of a value that is no string gives that value.
    let Ok(script) = v8::Local::<v8::String>::try_from(source) else { return allowed(None) };
    let process = State::of(scope).isolate.process.clone();
    if process.config.native {
        return allowed(Some(script));
    }
    let text = script.to_rust_string_lossy(scope);
    // Half characters do not survive the way through the compiler, and early errors are V8's to tell.
    let is_whole = !text.contains('\u{fffd}') || string_to_js(scope, &text).strict_equals(script.into());
    if !is_whole || !is_accepted(scope, &text) {
        return allowed(Some(script));
    }
    let header = header_of(&text);
    let output = match header {
        Some(_) => process.loader.compile_expression(&text),
        None => process.loader.compile_script(&text),
    };
    let Ok(output) = output else { return allowed(Some(script)) };
    let code = match header {
        Some(header) => with_header(header, &output.code),
        None => Some(output.code),
    };
    let Some(code) = code else { return allowed(Some(script)) };
    let compiled = string_to_js(scope, &code);
    // A function made by `Function` is the text without the parentheses around it.
    let whole = header.and_then(|_| text.get(1..text.len() - 1)).map(str::to_owned);
    let source = FunctionSource::new(text, output.function_texts);
    State::of(scope).dynamic_texts.borrow_mut().add(code, source, whole);
    allowed(Some(compiled))
}

/// Whether V8 takes the text for a script. What may only stand in the code that calls `eval` (`super`, `new.target`) it does not.
fn is_accepted(scope: &mut v8::PinScope<'_, '_>, text: &str) -> bool {
    v8::tc_scope!(let scope, scope);
    scripts::compile_as_it_is(scope, text, "eval").is_some()
}

/// The part up to the body of a text that V8 made for `new Function(…)`: `(function anonymous(a,b\n) {`. V8 checks
/// that the parameters end where they ended before, against code that breaks out of them. `None` for other texts.
fn header_of(text: &str) -> Option<&str> {
    let kinds = [
        "(function anonymous(",
        "(function* anonymous(",
        "(async function anonymous(",
        "(async function* anonymous(",
    ];
    kinds.iter().find(|kind| text.starts_with(**kind))?;
    text.find("\n) {").map(|at| &text[..at + "\n) {".len()])
}

/// The compiled function behind the header as V8 made it. Parameters that are more than names make the two hard to tell
/// apart from outside; such a function stays as it is.
fn with_header(header: &str, compiled: &str) -> Option<String> {
    let parameters = &header[header.find("anonymous(")? + "anonymous(".len()..header.len() - "\n) {".len()];
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '$' | ',' | '.');
    if !parameters.chars().all(plain) {
        return None;
    }
    let start = compiled.find("function")?;
    let body = start + compiled[start..].find('{')? + 1;
    Some(format!("{header}{}", &compiled[body..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_texts_of_function_have_a_header() {
        assert_eq!(
            header_of("(function anonymous(a,b\n) {\nreturn a\n})"),
            Some("(function anonymous(a,b\n) {")
        );
        assert_eq!(
            header_of("(async function* anonymous(\n) {\n\n})"),
            Some("(async function* anonymous(\n) {")
        );
        assert_eq!(header_of("(function f() {})"), None);
        assert_eq!(header_of("1 + 1"), None);
    }

    #[test]
    fn the_header_stays_where_v8_looks_for_it() {
        let compiled = "/* mark */\n(function anonymous(a, b) {\n    return f(a);\n});\n";
        let text = with_header("(function anonymous(a,b\n) {", compiled).unwrap();
        assert_eq!(text, "(function anonymous(a,b\n) {\n    return f(a);\n});\n");
        assert_eq!(with_header("(function anonymous(a = {}\n) {", compiled), None);
    }
}
