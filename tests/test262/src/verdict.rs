//! Whether a run is what the test wants, by test262's rules (INTERPRETING.md).

use hz_runtime::engine::test262::{End, Report};

use crate::metadata::{Flag, Metadata};

/// What an async test prints when it passes; a failure begins with the other one.
const COMPLETE: &str = "Test262:AsyncTestComplete";
const FAILURE: &str = "Test262:AsyncTestFailure:";

/// Nothing when the test passed, or why it did not.
pub fn judge(metadata: &Metadata, report: &Report) -> Result<(), String> {
    match (&metadata.negative, &report.end) {
        (_, End::TimedOut) => Err("it took too long".to_owned()),
        (_, End::Died(how)) => Err(format!("{how}: {}", report.output.trim())),
        (Some(wanted), End::Threw { phase, name, .. }) if *phase == wanted.phase && *name == wanted.class => {
            Ok(())
        }
        (Some(wanted), end) => {
            Err(format!("expected a {} in phase {:?}, got {}", wanted.class, wanted.phase, told(end)))
        }
        (None, end @ End::Threw { .. }) => Err(told(end)),
        (None, End::Finished) if metadata.has(Flag::Async) => judge_async(&report.printed),
        (None, End::Finished) => Ok(()),
    }
}

fn judge_async(printed: &[String]) -> Result<(), String> {
    if let Some(failure) = printed.iter().find(|line| line.starts_with(FAILURE)) {
        return Err(failure.clone());
    }
    match printed.iter().filter(|line| *line == COMPLETE).count() {
        1 => Ok(()),
        0 => Err("it ended without $DONE".to_owned()),
        count => Err(format!("it called $DONE {count} times")),
    }
}

fn told(end: &End) -> String {
    match end {
        End::Threw { phase, name, message } => format!("{name} in phase {phase:?}: {message}"),
        End::Finished => "an ordinary end".to_owned(),
        End::Died(how) => how.clone(),
        End::TimedOut => "no end".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::{Negative, Phase};

    fn report(end: End) -> Report {
        Report { end, printed: Vec::new(), output: String::new() }
    }

    fn threw(phase: Phase, name: &str) -> Report {
        report(End::Threw { phase, name: name.to_owned(), message: "m".to_owned() })
    }

    fn negative(phase: Phase, class: &str) -> Metadata {
        Metadata { negative: Some(Negative { phase, class: class.to_owned() }), ..Metadata::default() }
    }

    fn printing(lines: &[&str]) -> Report {
        Report { printed: lines.iter().map(|line| line.to_string()).collect(), ..report(End::Finished) }
    }

    #[test]
    fn an_ordinary_test_must_end_by_itself() {
        let test = Metadata::default();
        assert_eq!(judge(&test, &report(End::Finished)), Ok(()));
        assert!(judge(&test, &threw(Phase::Runtime, "Test262Error")).is_err());
        assert!(judge(&test, &threw(Phase::Parse, "SyntaxError")).is_err());
        assert!(judge(&test, &report(End::Died("signal 11".to_owned()))).is_err());
        assert!(judge(&test, &report(End::TimedOut)).is_err());
    }

    #[test]
    fn a_negative_test_must_fail_in_its_way() {
        let test = negative(Phase::Parse, "SyntaxError");
        assert_eq!(judge(&test, &threw(Phase::Parse, "SyntaxError")), Ok(()));
        assert!(judge(&test, &threw(Phase::Runtime, "SyntaxError")).is_err());
        assert!(judge(&test, &threw(Phase::Parse, "ReferenceError")).is_err());
        assert!(judge(&test, &report(End::Finished)).is_err());
        assert!(judge(&test, &report(End::Died("exit code 1".to_owned()))).is_err());
        let test = negative(Phase::Runtime, "Test262Error");
        assert_eq!(judge(&test, &threw(Phase::Runtime, "Test262Error")), Ok(()));
    }

    #[test]
    fn an_async_test_must_say_that_it_is_done_and_nothing_else() {
        let test = Metadata { flags: vec![Flag::Async], ..Metadata::default() };
        assert_eq!(judge(&test, &printing(&[COMPLETE])), Ok(()));
        assert!(judge(&test, &printing(&[])).is_err());
        assert!(judge(&test, &printing(&[COMPLETE, COMPLETE])).is_err());
        assert!(judge(&test, &printing(&["Test262:AsyncTestFailure:Test262Error: x"])).is_err());
        assert!(judge(&test, &printing(&[COMPLETE, "Test262:AsyncTestFailure:Error: late"])).is_err());
        assert!(judge(&test, &threw(Phase::Runtime, "Error")).is_err());
    }
}
