//! The source text of a compiled function, for `Function.prototype.toString`.

use std::collections::VecDeque;

use super::convert::string_to_js;
use super::state::State;
use crate::module::FunctionSource;

/// Texts that were made at run time (`eval`, `Function`) and are remembered. V8 has no name for them, so a function's compiled
/// text tells which one it is in. Older ones are forgotten; their functions show their compiled text.
const MAX_DYNAMIC_TEXTS: usize = 256;

/// A text made at run time.
struct DynamicText {
    code: String,
    source: FunctionSource,
    /// The text of a function made by `Function`, which begins in the first line.
    whole: Option<String>,
}

/// The latest texts made at run time, the newest first.
#[derive(Default)]
pub struct DynamicTexts(VecDeque<DynamicText>);

impl DynamicTexts {
    /// Remembers that V8 got `code` for the text that `source` knows.
    pub fn add(&mut self, code: String, source: FunctionSource, whole: Option<String>) {
        self.0.truncate(MAX_DYNAMIC_TEXTS - 1);
        self.0.push_front(DynamicText { code, source, whole });
    }

    fn find(&self, compiled: &str, line: u32, column: u32) -> Option<&str> {
        self.0.iter().filter(|text| text.code.contains(compiled)).find_map(|text| match &text.whole {
            Some(whole) if line == 0 => Some(whole.as_str()),
            _ => text.source.find(line, column),
        })
    }
}

/// `functionText(function, compiledText)`: its text in the source, or undefined when V8 knows that one itself.
pub fn function_text<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut result: v8::ReturnValue<'s, v8::Value>,
) {
    let Ok(function) = v8::Local::<v8::Function>::try_from(args.get(0)) else { return };
    let (Some(line), Some(column)) = (function.get_script_line_number(), function.get_script_column_number())
    else {
        return;
    };
    let name = function.get_script_origin(scope).resource_name().filter(|name| name.is_string());
    let url = name.map(|name| name.to_rust_string_lossy(scope));
    let state = State::of(scope);
    let loaded = url.and_then(|url| state.loaded_module(&url));
    let text = match loaded.as_ref().and_then(|loaded| loaded.function_source.as_ref()) {
        Some(source) => source.find(line, column).map(str::to_owned),
        None => {
            let compiled = args.get(1).to_rust_string_lossy(scope);
            state.dynamic_texts.borrow().find(&compiled, line, column).map(str::to_owned)
        }
    };
    if let Some(text) = text {
        result.set(string_to_js(scope, &text).into());
    }
}
