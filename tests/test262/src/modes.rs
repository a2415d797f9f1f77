//! The ways to run a program. A new one is one more line here.

use hz_runtime::config::Config;
use hz_runtime::module::DiskCache;

/// A way to run programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// As written: what the language says, as V8 knows it.
    Native,
    /// Compiled.
    Compiled,
    /// Compiled; every yield point suspends.
    Stress,
    /// The same, and each time all native frames are looked at.
    VerifyReentry,
}

impl Mode {
    /// The modes that are compared with native.
    pub const COMPARED: [Mode; 3] = [Mode::Compiled, Mode::Stress, Mode::VerifyReentry];
    const ALL: [Mode; 4] = [Mode::Native, Mode::Compiled, Mode::Stress, Mode::VerifyReentry];

    /// The mode's name, on the command line and in the list of differences.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Native => "native",
            Mode::Compiled => "compiled",
            Mode::Stress => "stress",
            Mode::VerifyReentry => "verify-reentry",
        }
    }

    /// The mode of that name.
    pub fn parse(name: &str) -> Result<Mode, String> {
        let known = || Mode::ALL.map(Mode::name).join(", ");
        Mode::ALL
            .into_iter()
            .find(|mode| mode.name() == name)
            .ok_or_else(|| format!("expected one of {}", known()))
    }

    /// What `hzrun` would be told.
    pub fn config(self) -> Config {
        Config {
            native: self == Mode::Native,
            stress: matches!(self, Mode::Stress | Mode::VerifyReentry),
            verify: self == Mode::VerifyReentry,
            cache: DiskCache::default_folder(),
            ..Config::default()
        }
    }
}
