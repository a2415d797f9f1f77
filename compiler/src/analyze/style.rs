//! Decides how each function is compiled and which bindings live in boxes.
//!
//! A binding needs a box when closures share it, its value can change after they captured it (or they were made before
//! it had one), and at least one of the functions that hold it is captured: then several frames and closures must see
//! one variable. Where a box cannot be made, the functions concerned are pinned instead.

use rustc_hash::FxHashSet;
use swc_ecma_ast::Id;

use super::Scope;
use crate::facts::*;

/// Fills in `style` of every function and `boxed` of every binding.
pub fn decide(facts: &mut Facts, scope: Scope) {
    spread_dynamic_scope(facts);
    for id in (1..facts.functions.len() as u32).map(FnId) {
        facts.function_mut(id).only_called = is_only_called(facts, facts.function(id), scope);
    }
    for index in 0..facts.functions.len() {
        facts.functions[index].style = style_of(facts, &facts.functions[index], scope);
    }
    pin_users_of_native_parameters(facts);
    let captured: FxHashSet<FnId> = (0..facts.functions.len() as u32)
        .map(FnId)
        .filter(|id| facts.function(*id).style == Style::Captured)
        .collect();
    for binding in facts.bindings.values_mut() {
        let held_by_captured = captured.contains(&binding.owner)
            || binding.captured_by.iter().any(|user| captured.contains(user));
        // Captured functions hoist their names, and a pattern with boxes among its names is no declaration any more, so a use
        // before initialisation must be found out by a box's hole.
        let hoisted_hole = binding.used_early && binding.has_hole() && binding.kind != BindingKind::Using;
        binding.boxed = needs_box(binding) && held_by_captured || hoisted_hole && !binding.top;
    }
}

fn needs_box(binding: &BindingFacts) -> bool {
    !binding.top
        && !binding.captured_by.is_empty()
        && !matches!(
            binding.kind,
            BindingKind::SelfName | BindingKind::ClassName | BindingKind::Import | BindingKind::Using
        )
        && (binding.mutable() || binding.captured_early)
}

/// Code that `eval` or `with` adds can name every variable around it (those functions are marked already), and hides
/// variables from the functions inside. What `eval` at the top of a module declares stays inside it, so the module does
/// not pass the mark on.
fn spread_dynamic_scope(facts: &mut Facts) {
    for id in (1..facts.functions.len() as u32).map(FnId) {
        let inside = {
            let mut around = facts.around(id).skip(1).filter(|around| *around != FnId::MODULE);
            around.any(|around| facts.function(around).dynamic_scope)
        };
        facts.function_mut(id).dynamic_scope |= inside;
    }
}

fn style_of(facts: &Facts, function: &FunctionFacts, scope: Scope) -> Style {
    let suspends = function.body_suspends || function.params_suspend;
    if !suspends {
        return Style::Leaf;
    }
    if function.is_async {
        return Style::Async;
    }
    match pin_reason(facts, function, scope) {
        Some(PinReason::RunsOnce) if can_be_generator(facts, function, scope) => Style::Wrapper,
        Some(reason) => Style::Pinned(reason),
        None => Style::Captured,
    }
}

fn pin_reason(facts: &Facts, function: &FunctionFacts, scope: Scope) -> Option<PinReason> {
    let by_form = match function.kind {
        FunctionKind::Module => Some(PinReason::Module),
        _ if function.runs_once => Some(PinReason::RunsOnce),
        FunctionKind::Accessor => Some(PinReason::Accessor),
        FunctionKind::DerivedConstructor => Some(PinReason::DerivedConstructor),
        FunctionKind::ClassPart => Some(PinReason::ClassPart),
        _ if !scope.can_lift && !is_wrapped(facts, function) => Some(PinReason::Script),
        _ if function.is_generator => Some(PinReason::Generator),
        _ => None,
    };
    let conditions = [
        (function.dynamic_scope, PinReason::DynamicScope),
        (function.native_name, PinReason::NativeName),
        (function.uses_super && !can_write_super(facts, function), PinReason::Super),
        (function.uses_private && home(facts, function).is_none(), PinReason::PrivateName),
        (function.names_class && home(facts, function).is_none(), PinReason::ClassName),
        (function.uses_using, PinReason::Using),
        (function.lends_arguments, PinReason::LexicalArguments),
        (borrows_arguments(function), PinReason::LexicalArguments),
        (aliases_arguments(facts, function), PinReason::MappedArguments),
        (!function.body_suspends, PinReason::OnlyParameters),
    ];
    by_form.or_else(|| conditions.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason))
}

/// Whether the body of a function that is called on the spot means the same as that of a generator in it. (Nothing can leave the
/// native frame of a script.)
fn can_be_generator(facts: &Facts, function: &FunctionFacts, scope: Scope) -> bool {
    let is_own = !function.uses_arguments && !function.lends_arguments && !function.uses_new_target;
    function.is_called_there
        && !scope.script
        && !facts.names_yield
        && !function.dynamic_scope
        && is_own
        && !function.uses_super
}

/// Whether all that the program does with the function is to call it by its name.
fn is_only_called(facts: &Facts, function: &FunctionFacts, scope: Scope) -> bool {
    let Some(binding) = function.binding.as_ref().and_then(|id| facts.bindings.get(id)) else { return false };
    let is_global = scope.script && binding.owner == FnId::MODULE;
    let reaches_itself = function.uses_arguments && !function.strict;
    !function.has_own_name
        && !binding.escapes
        && !is_global
        && !reaches_itself
        && !facts.function(binding.owner).dynamic_scope
}

/// Whether a function that runs once stands around it, in which lifted functions can stand.
fn is_wrapped(facts: &Facts, function: &FunctionFacts) -> bool {
    let around = std::iter::successors(function.parent, |id| facts.function(*id).parent);
    around.filter(|id| *id != FnId::MODULE).any(|id| facts.function(id).runs_once)
}

/// The class whose body can hold the resume version: one that is declared once, at the top of the module.
fn home<'f>(facts: &Facts, function: &'f FunctionFacts) -> Option<&'f Id> {
    let class = function.class.as_ref()?;
    facts.bindings.get(class).filter(|binding| binding.writes == 0 && !binding.boxed)?;
    Some(class)
}

fn can_write_super(facts: &Facts, function: &FunctionFacts) -> bool {
    !function.binds_super && function.is_static.is_some() && home(facts, function).is_some()
}

fn borrows_arguments(function: &FunctionFacts) -> bool {
    function.kind == FunctionKind::Arrow && (function.uses_arguments || function.uses_new_target)
}

/// In sloppy functions with simple parameters, `arguments[i]` and the parameter are one variable.
fn aliases_arguments(facts: &Facts, function: &FunctionFacts) -> bool {
    function.uses_arguments
        && !function.strict
        && function.simple_params
        && !function.params.is_empty()
        && (function.writes_arguments
            || function.params.iter().any(|param| facts.bindings.get(param).is_some_and(|b| b.writes > 0)))
}

/// A closure in a parameter list runs before the body could put an assigned parameter into a box, and a parameter in a box is
/// no alias of `arguments[0]` any more.
fn pin_users_of_native_parameters(facts: &mut Facts) {
    let pinned: Vec<FnId> = facts
        .bindings
        .values()
        .filter(|binding| binding.in_params && needs_box(binding))
        .filter(|binding| {
            let owner = facts.function(binding.owner);
            owner.params_have_closures || owner.style == Style::Pinned(PinReason::MappedArguments)
        })
        .flat_map(|binding| binding.captured_by.iter().copied().chain([binding.owner]))
        .collect();
    for id in pinned {
        let function = facts.function_mut(id);
        if function.style == Style::Captured {
            function.style = Style::Pinned(PinReason::ParameterClosure);
        }
    }
}
