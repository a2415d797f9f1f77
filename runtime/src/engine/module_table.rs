//! The modules of one isolate: by URL, and by V8's object for the callbacks that get nothing else.

use std::cell::RefCell;
use std::collections::HashMap;
use std::num::NonZeroI32;
use std::rc::Rc;
use std::sync::Arc;

use crate::module::Loaded;

/// One module.
pub struct Record {
    /// What it is known by.
    pub url: String,
    /// V8's object.
    pub module: v8::Global<v8::Module>,
    /// Its text; none for the module of native functions.
    pub loaded: Option<Arc<Loaded>>,
    /// URL of each specifier that its text imports statically.
    pub imports: RefCell<HashMap<String, String>>,
    /// The names that a synthetic module exports.
    pub exports: Vec<String>,
    /// Whether V8 took the code of an earlier run, so that none need be kept.
    pub has_code_cache: bool,
}

/// All modules of an isolate.
#[derive(Default)]
pub struct ModuleTable {
    by_url: HashMap<String, Rc<Record>>,
    by_identity: HashMap<NonZeroI32, Vec<Rc<Record>>>,
    functions: Vec<(Arc<Loaded>, v8::Global<v8::Function>)>,
}

impl ModuleTable {
    /// The module of that URL.
    pub fn get(&self, url: &str) -> Option<Rc<Record>> {
        self.by_url.get(url).cloned()
    }

    /// The module that V8 means.
    pub fn find(&self, scope: &v8::PinScope<'_, '_>, module: v8::Local<v8::Module>) -> Option<Rc<Record>> {
        let same = |record: &&Rc<Record>| v8::Local::new(scope, &record.module) == module;
        self.by_identity.get(&module.get_identity_hash())?.iter().find(same).cloned()
    }

    /// Adds a module under its URL.
    pub fn add(&mut self, scope: &v8::PinScope<'_, '_>, record: Rc<Record>) {
        let identity = v8::Local::new(scope, &record.module).get_identity_hash();
        self.by_identity.entry(identity).or_default().push(record.clone());
        self.by_url.insert(record.url.clone(), record);
    }

    /// Forgets a module whose graph could not be loaded, so that a later import tries again.
    pub fn remove(&mut self, record: &Rc<Record>) {
        self.by_url.remove(&record.url);
        for records in self.by_identity.values_mut() {
            records.retain(|other| !Rc::ptr_eq(other, record));
        }
    }

    /// Leaves in the table only a module and what that imports, for a new realm, which makes the rest anew. Gives what
    /// `leave_realm` needs.
    pub fn enter_realm(&mut self, shared: &str) -> HashMap<String, Rc<Record>> {
        let mut kept = HashMap::new();
        let mut urls = vec![shared.to_owned()];
        while let Some(url) = urls.pop() {
            if let Some(record) = self.by_url.get(&url).filter(|_| !kept.contains_key(&url)) {
                urls.extend(record.imports.borrow().values().cloned());
                kept.insert(url, record.clone());
            }
        }
        std::mem::replace(&mut self.by_url, kept)
    }

    /// From here on URLs mean the modules of the first realm again.
    pub fn leave_realm(&mut self, outer: HashMap<String, Rc<Record>>) {
        self.by_url = outer;
    }

    /// Remembers the function of a CommonJS module whose code is to be kept.
    pub fn add_function(&mut self, loaded: Arc<Loaded>, function: v8::Global<v8::Function>) {
        self.functions.push((loaded, function));
    }

    /// The functions of CommonJS modules whose code is to be kept.
    pub fn functions(&self) -> &[(Arc<Loaded>, v8::Global<v8::Function>)] {
        &self.functions
    }

    /// All modules, in no order.
    pub fn all(&self) -> Vec<Rc<Record>> {
        self.by_url.values().cloned().collect()
    }
}
