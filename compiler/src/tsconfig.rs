//! What the `tsconfig.json` of a project decides about its compilation. Who compiles files finds and reads it, with what it extends.
//!
//! Of its options these change the output: `experimentalDecorators`, `jsx`, `jsxFactory`, `jsxFragmentFactory`,
//! `jsxImportSource`, `verbatimModuleSyntax`. Fields of classes are defined, as in ECMAScript, whatever
//! `useDefineForClassFields` and `target` say, and decorators get no types (`emitDecoratorMetadata`).

use oxc_resolver::{CompilerOptions, ResolveError};

use crate::options::{Decorators, Jsx, Options};

/// Sets what the configuration says, and leaves what it does not speak of.
///
/// ```
/// use hz_compiler::{Decorators, Options, tsconfig};
/// let mut says = oxc_resolver::CompilerOptions::default();
/// says.experimental_decorators = Some(true);
/// let mut options = Options::default();
/// tsconfig::apply(&says, &mut options);
/// assert_eq!(options.decorators, Decorators::Legacy);
/// ```
pub fn apply(says: &CompilerOptions, options: &mut Options) {
    match says.experimental_decorators {
        Some(true) => options.decorators = Decorators::Legacy,
        Some(false) => options.decorators = Decorators::Standard,
        None => {}
    }
    if let Some(jsx) = jsx_of(says) {
        options.jsx = jsx;
    }
    if let Some(verbatim) = says.verbatim_module_syntax {
        options.verbatim_module_syntax = verbatim;
    }
}

/// The factories belong to the classic form, the source to the automatic one; `preserve` and its kin leave the choice to us.
fn jsx_of(says: &CompilerOptions) -> Option<Jsx> {
    let factory = says.jsx_factory.clone();
    let is_classic = says.jsx.as_deref() == Some("react") || (says.jsx.is_none() && factory.is_some());
    if is_classic {
        let Jsx::Classic { factory: usual, fragment } = Jsx::classic() else { return None };
        let fragment = says.jsx_fragment_factory.clone().unwrap_or(fragment);
        return Some(Jsx::Classic { factory: factory.unwrap_or(usual), fragment });
    }
    let import_source = says.jsx_import_source.clone()?;
    Some(Jsx::Automatic { import_source })
}

/// Why a configuration cannot be read: file, line and column, where there are any.
pub fn describe(error: &ResolveError) -> String {
    match error {
        ResolveError::Json(json) => {
            format!("{}:{}:{}: {}", json.path.display(), json.line, json.column, json.message)
        }
        ResolveError::TsconfigLoadFailed { source, .. } => describe(source),
        other => other.to_string(),
    }
}
