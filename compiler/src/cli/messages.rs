//! What `hzc` says on standard error: diagnostics with their source lines, failures, progress. For people, or as JSON lines.

use super::excerpt::Excerpt;
use super::failure::Failure;
use hz_compiler::diagnostic::{Diagnostic, Severity};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, Report};
use std::io::{IsTerminal, Write};

pub struct Messages {
    json: bool,
    quiet: bool,
    on_terminal: bool,
    handler: GraphicalReportHandler,
}

impl Messages {
    pub fn new(json: bool, quiet: bool) -> Messages {
        let on_terminal = std::io::stderr().is_terminal();
        let colored = on_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let theme = if colored { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100);
        Messages { json, quiet, on_terminal, handler }
    }

    /// Whether a progress bar has someone to look at it.
    pub fn shows_progress(&self) -> bool {
        self.on_terminal && !self.quiet && !self.json
    }

    /// One finding in a text. Errors are told even when quiet.
    pub fn diagnostic(&self, diagnostic: &Diagnostic, text: &str) {
        if self.quiet && diagnostic.severity == Severity::Warning {
            return;
        }
        if self.json {
            let line = serde_json::to_string(diagnostic).expect("a diagnostic is plain data");
            return self.line(&line);
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let excerpt = Excerpt::new(diagnostic, text);
        let shown = MietteDiagnostic::new(&diagnostic.message)
            .with_code(diagnostic.code)
            .with_severity(match diagnostic.severity {
                Severity::Error => miette::Severity::Error,
                Severity::Warning => miette::Severity::Warning,
            })
            .with_label(LabeledSpan::underline(excerpt.underlined(&diagnostic.span)));
        let shown = match &diagnostic.help {
            Some(help) => shown.with_help(help),
            None => shown,
        };
        let report = Report::new(shown).with_source_code(excerpt);
        let mut rendered = String::new();
        match self.handler.render_report(&mut rendered, report.as_ref()) {
            Ok(()) => self.line(rendered.trim_end_matches('\n')),
            Err(_) => self.line(&diagnostic.to_string()),
        }
    }

    /// A reason to stop that has no source line.
    pub fn failure(&self, failure: &Failure) {
        if self.json {
            let Failure { code, message, help } = failure;
            let line =
                serde_json::json!({ "code": code, "severity": "error", "message": message, "help": help });
            return self.line(&line.to_string());
        }
        self.line(&format!("hzc: {}: {}", failure.code, failure.message));
        if let Some(help) = &failure.help {
            self.line(&format!("  help: {help}"));
        }
    }

    /// Something worth knowing, unless quiet.
    pub fn note(&self, text: &str) {
        if !self.quiet && !self.json {
            self.line(text);
        }
    }

    fn line(&self, text: &str) {
        // Nobody to tell when standard error is closed.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}
