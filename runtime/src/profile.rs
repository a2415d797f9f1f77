//! `--cpu-profile`: what V8 sampled, as profiles by green thread that Chrome's DevTools, VS Code and speedscope open.
//!
//! V8's tree of calls has below its root the scheduler, then a *root* function for each thread (core/profile.js), then what
//! the thread called, with stand-ins for the frames on the heap. Here the threads come to the top, stand-ins become
//! frames, and every function goes by its name and place in the source, so that both versions of a compiled one are one.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use crate::engine::profiler::{self, Handle};
use crate::module::{Loaded, path_of_url, stdlib, url_of_path};

/// How long the end of the process waits for profiles of isolates that run native code.
const PATIENCE: Duration = Duration::from_secs(2);
/// Lines of the summary for each thread.
const HOTTEST: usize = 5;

/// The profiles of a process, one for each isolate.
pub struct Profiles {
    path: PathBuf,
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    running: BTreeMap<usize, Handle>,
    trees: BTreeMap<usize, Option<Tree>>,
}

impl Profiles {
    /// Profiles that go to a file. It is created at once, so that a wrong name is known before the program runs.
    pub fn create(path: &Path) -> io::Result<Profiles> {
        std::fs::File::create(path)?;
        Ok(Profiles { path: path.to_owned(), state: Mutex::default(), ended: Condvar::new() })
    }

    /// An isolate is sampled from now on.
    pub fn begins(&self, isolate: usize, handle: Handle) {
        self.lock().running.insert(isolate, handle);
    }

    /// An isolate's samples are complete.
    pub fn ended(&self, isolate: usize, tree: Option<Tree>) {
        let mut state = self.lock();
        state.running.remove(&isolate);
        state.trees.insert(isolate, tree);
        self.ended.notify_all();
    }

    /// Gathers the profiles of all isolates, writes them and prints the summary. `wake` makes a sleeping isolate run.
    pub fn finish(&self, wake: impl Fn(usize)) {
        profiler::finish_here();
        let mut state = self.lock();
        for (isolate, handle) in &state.running {
            profiler::request(handle);
            wake(*isolate);
        }
        let waiting = |state: &mut State| !state.running.is_empty();
        state =
            self.ended.wait_timeout_while(state, PATIENCE, waiting).unwrap_or_else(PoisonError::into_inner).0;
        for isolate in state.running.keys() {
            eprintln!("hzrun: --cpu-profile: core {isolate} did not stop in time; its profile is missing");
        }
        for (isolate, tree) in &state.trees {
            let Some(tree) = tree else { continue };
            let path = if *isolate == 0 { self.path.clone() } else { beside(&self.path, *isolate) };
            if let Err(error) = std::fs::write(&path, tree.to_json().to_string()) {
                eprintln!("hzrun: --cpu-profile: cannot write {}: {error}", path.display());
            }
            eprint!("{}", tree.summary(*isolate));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The file of another core: `hz.core1.cpuprofile` beside `hz.cpuprofile`.
fn beside(path: &Path, isolate: usize) -> PathBuf {
    let extension = path.extension().map_or("cpuprofile".into(), |extension| extension.to_string_lossy());
    path.with_extension(format!("core{isolate}.{extension}"))
}

/// A function in a tree of calls.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Frame {
    name: String,
    url: String,
    /// From 0, as everywhere in the format; -1 when unknown.
    line: i64,
    column: i64,
}

impl Frame {
    /// A frame that is in no file.
    fn named(name: &str) -> Frame {
        Frame { name: name.to_owned(), url: String::new(), line: -1, column: -1 }
    }
}

struct Node {
    frame: Frame,
    hits: u64,
    children: Vec<usize>,
}

/// The calls of one isolate, and when each was seen.
pub struct Tree {
    nodes: Vec<Node>,
    samples: Vec<usize>,
    deltas: Vec<i64>,
    times: [i64; 2],
}

/// Finds the module of a URL.
pub type Find<'a> = &'a dyn Fn(&str) -> Option<Arc<Loaded>>;

impl Tree {
    /// Reads the answer of V8's profiler. `None` when there is no profile in it.
    pub fn read(answer: &str, find: Find<'_>) -> Option<Tree> {
        let answer: Value = serde_json::from_str(answer).ok()?;
        let profile = &answer["result"]["profile"];
        let root = Frame::named("(root)");
        let mut tree = Tree {
            nodes: vec![Node { frame: root, hits: 0, children: Vec::new() }],
            samples: Vec::new(),
            deltas: profile["timeDeltas"].as_array()?.iter().filter_map(Value::as_i64).collect(),
            times: [profile["startTime"].as_i64()?, profile["endTime"].as_i64()?],
        };
        let nodes: BTreeMap<i64, &Value> = profile["nodes"]
            .as_array()?
            .iter()
            .filter_map(|node| Some((node["id"].as_i64()?, node)))
            .collect();
        let mut places = BTreeMap::new();
        let mut waiting = vec![(*nodes.keys().next()?, 0, false)];
        while let Some((id, parent, in_program)) = waiting.pop() {
            let node = nodes.get(&id)?;
            let (place, in_program) = tree.place(node, parent, in_program, find);
            tree.nodes[place].hits += node["hitCount"].as_u64().unwrap_or(0);
            places.insert(id, place);
            let children = node["children"].as_array().into_iter().flatten().filter_map(Value::as_i64);
            // Calls of the machinery's stand below the thread, not below the machinery.
            let below = if tree.nodes[place].frame.name == "(scheduler)" { parent } else { place };
            waiting.extend(children.map(|child| (child, below, in_program)));
        }
        let samples = profile["samples"].as_array()?.iter().filter_map(Value::as_i64);
        tree.samples = samples.map(|id| places.get(&id).copied().unwrap_or(0)).collect();
        Some(tree)
    }

    /// The node of this tree for one of V8's, and whether frames of the program are above it.
    fn place(&mut self, node: &Value, parent: usize, in_program: bool, find: Find<'_>) -> (usize, bool) {
        let frame = &node["callFrame"];
        let (name, url) = (text(&frame["functionName"]), text(&frame["url"]));
        let (line, column) =
            (frame["lineNumber"].as_i64().unwrap_or(-1), frame["columnNumber"].as_i64().unwrap_or(-1));
        match url {
            "hz:profile/roots" => (self.child(0, Frame::named(name)), false),
            "hz:profile/frames" => match captured(name) {
                Some(frame) => (self.child(parent, frame), true),
                None => (parent, in_program),
            },
            _ if name == "(root)" => (0, false),
            // The function of the loop that sleeps, below whichever thread it lies on the stack.
            "hz:core/loop" if name == "idle" => (self.child(0, Frame::named("(idle)")), false),
            _ if url.starts_with("hz:core/") && !in_program => {
                (self.child(parent, Frame::named("(scheduler)")), false)
            }
            "" => (self.child(parent, Frame::named(name)), in_program),
            _ => {
                let is_internal = stdlib::is_internal(url);
                // What no thread's root is above of: the top level, and what made the isolate ready for it.
                let above = match parent {
                    0 if is_internal => self.child(0, Frame::named("(start of the isolate)")),
                    0 => self.child(0, Frame::named("thread 1 \"main\"")),
                    parent => parent,
                };
                let frame = match is_internal {
                    true => Frame { name: profiler::source_name(name), url: url.into(), line, column },
                    false => in_source(name, url, line, column, find),
                };
                (self.child(above, frame), true)
            }
        }
    }

    /// The child of a node for a function: functions of one name in one file, of which one is a captured one or a resume
    /// version whose place is that of a call, are one.
    fn child(&mut self, parent: usize, frame: Frame) -> usize {
        let same = |other: &Frame| {
            other.name == frame.name
                && other.url == frame.url
                && (other.line == frame.line || other.column < 0 || frame.column < 0)
        };
        let found = self.nodes[parent].children.iter().copied().find(|child| same(&self.nodes[*child].frame));
        if let Some(found) = found {
            let known = &mut self.nodes[found].frame;
            if known.column < 0 && frame.column >= 0 {
                *known = frame;
            }
            return found;
        }
        self.nodes.push(Node { frame, hits: 0, children: Vec::new() });
        let place = self.nodes.len() - 1;
        self.nodes[parent].children.push(place);
        place
    }

    fn to_json(&self) -> Value {
        let nodes: Vec<Value> = self
            .nodes
            .iter()
            .enumerate()
            .map(|(index, Node { frame, hits, children })| {
                let children: Vec<usize> = children.iter().map(|child| child + 1).collect();
                let frame = json!({
                    "functionName": frame.name, "scriptId": "0", "url": frame.url,
                    "lineNumber": frame.line, "columnNumber": frame.column,
                });
                json!({ "id": index + 1, "callFrame": frame, "hitCount": hits, "children": children })
            })
            .collect();
        let samples: Vec<usize> = self.samples.iter().map(|sample| sample + 1).collect();
        let [start, end] = self.times;
        json!({ "nodes": nodes, "startTime": start, "endTime": end, "samples": samples, "timeDeltas": self.deltas })
    }

    /// How much of the time each thread took, and in which functions.
    fn summary(&self, isolate: usize) -> String {
        let total = self.samples.len().max(1) as f64;
        let share = |hits: u64| 100.0 * hits as f64 / total;
        let mut threads: Vec<(u64, usize, BTreeMap<&Frame, u64>)> = Vec::new();
        for &thread in &self.nodes[0].children {
            let mut functions = BTreeMap::new();
            let mut waiting = vec![thread];
            while let Some(index) = waiting.pop() {
                let node = &self.nodes[index];
                *functions.entry(&node.frame).or_default() += node.hits;
                waiting.extend(&node.children);
            }
            threads.push((functions.values().sum(), thread, functions));
        }
        threads.sort_by_key(|(hits, thread, _)| (std::cmp::Reverse(*hits), *thread));
        let mut out = format!("hzrun: CPU profile of core {isolate}: {} samples\n", self.samples.len());
        for (hits, thread, functions) in threads.into_iter().filter(|(hits, ..)| *hits > 0) {
            out.push_str(&format!("{:6.1} %  {}\n", share(hits), self.nodes[thread].frame.name));
            let mut functions: Vec<_> = functions.into_iter().filter(|(_, hits)| *hits > 0).collect();
            functions.sort_by_key(|(frame, hits)| (std::cmp::Reverse(*hits), *frame));
            let is_itself = |frame: &Frame| *frame == self.nodes[thread].frame;
            for (frame, hits) in functions.into_iter().filter(|(frame, _)| !is_itself(frame)).take(HOTTEST) {
                out.push_str(&format!("{:10.1} %  {frame}\n", share(hits)));
            }
        }
        out
    }
}

impl std::fmt::Display for Frame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = if self.name.is_empty() { "<anonymous>" } else { &self.name };
        let file = path_of_url(&self.url).map_or(self.url.clone(), |path| path.display().to_string());
        match (file.is_empty(), self.line) {
            (true, _) => write!(f, "{name}"),
            (false, line) => write!(f, "{name} ({file}:{})", line + 1),
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A frame on the heap, from its line in a stack: `name (file:line:column)`, the place being that of the call.
fn captured(line: &str) -> Option<Frame> {
    let (name, place) = line.strip_suffix(')')?.rsplit_once(" (")?;
    let (rest, _) = place.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    let url = if file.starts_with("hz:") { file.to_owned() } else { url_of_path(Path::new(file)) };
    let name = if name == "<anonymous>" { "" } else { name };
    // Where the function itself begins, a sample of it may tell.
    Some(Frame { name: name.into(), url, line: line.parse::<i64>().ok()? - 1, column: -1 })
}

/// A function of compiled text, by its name and place in the source.
fn in_source(name: &str, url: &str, line: i64, column: i64, find: Find<'_>) -> Frame {
    let plain = profiler::source_name(name);
    let is_resume = plain != name;
    let plain = if plain == "<anonymous>" || plain.starts_with(hz_compiler::abi::PREFIX) {
        String::new()
    } else {
        plain
    };
    let loaded = find(url);
    let map = loaded.as_ref().and_then(|loaded| loaded.map());
    let place = map.and_then(|map| map.lookup_before(url, line as u32 + 1, column.max(0) as u32 + 1));
    let (line, found) =
        place.map_or((line, column), |place| (i64::from(place.line) - 1, i64::from(place.column) - 1));
    let plain = if plain.is_empty() && (line, found) == (0, 0) { "(top level)".to_owned() } else { plain };
    // A resume version stands where nobody wrote anything: of its place only the file is sure.
    let column = if is_resume { -1 } else { found };
    Frame { name: plain, url: url.to_owned(), line, column }
}
