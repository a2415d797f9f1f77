//! Runs every example as its head comment says, and checks what it gives by other means.

use hz_tests::launch::{self, Exit, LIMIT, Outcome};
use hz_tests::{binary, root};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs an example with every core and expects that it ends well.
fn run(name: &str, arguments: &[&str]) -> Outcome {
    run_with(&[], name, arguments)
}

fn run_with(options: &[&str], name: &str, arguments: &[&str]) -> Outcome {
    let main = format!("examples/{name}/main.js");
    let mut command = launch::command(binary::hzrun(), &root());
    let outcome = launch::run(command.args(options).arg(main).args(arguments), "", LIMIT);
    assert_eq!(outcome.exit, Exit::Code(0), "{name}: {}{}", outcome.stdout, outcome.stderr);
    outcome
}

#[test]
fn every_example_has_its_test() {
    let tests = include_str!("examples.rs");
    for entry in fs::read_dir(root().join("examples")).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(entry.path().join("main.js").is_file(), "examples/{name} has no main.js");
        let server = name == "server"; // its tests are in server.rs
        assert!(server || tests.contains(&format!("\"{name}\"")), "no test here runs examples/{name}");
    }
}

#[test]
fn hello_adds_up() {
    assert_eq!(run("hello", &[]).stdout, "the square roots below 1,000,000 add up to 666666166\n");
}

#[test]
fn timeout_takes_the_first_answer() {
    let expected = "first: the quick one says yes\nsecond: the other says yes\nnobody answered in time\n";
    assert_eq!(run("timeout", &[]).stdout, expected);
}

#[test]
fn no_order_is_lost_when_workers_break_down() {
    let expected = "100 orders, 10 of them at the second attempt, 10 breakdowns\n";
    assert_eq!(run("supervisor", &["100"]).stdout, expected);
}

#[test]
fn the_clock_ticks_beside_the_hogs() {
    let expected = "tick 1\ntick 2\ntick 3\ntick 4\ntick 5\nhogs that had their share: 3 of 3\n";
    assert_eq!(run("preempt", &[]).stdout, expected);
}

#[test]
fn exploring_finds_the_seed_of_the_race_and_none_once_it_is_mended() {
    let explore = |arguments: &[&str]| {
        let mut command = launch::command(binary::hzrun(), &root());
        let main = ["examples", "race", "main.js"].join("/");
        command.args(["explore", "--runs", "40", &main]).args(arguments);
        launch::run(&mut command, "", LIMIT)
    };
    let found = explore(&[]);
    assert_eq!(found.exit, Exit::Code(1), "{}{}", found.stdout, found.stderr);
    assert!(found.stdout.contains("an addition was lost"), "{}", found.stdout);
    let again = found.stdout.lines().last().unwrap().strip_prefix("run it again: hzrun ").unwrap();
    let mut command = launch::command(binary::hzrun(), &root());
    let again = launch::run(command.args(again.split(' ')), "", LIMIT);
    assert_eq!(again.exit, Exit::Code(1));
    assert!(again.stderr.contains("an addition was lost"), "{}", again.stderr);

    let mended = explore(&["--mended"]);
    assert_eq!(
        (&*mended.stdout, mended.exit),
        ("40 schedules, none failed (seeds 1 to 40)\n", Exit::Code(0))
    );
}

#[test]
fn the_ball_goes_over_the_net() {
    assert_eq!(run("pingpong", &["1000"]).stdout, "the ball went over the net 2000 times\n");
}

#[test]
fn the_sieve_finds_the_primes() {
    let is_prime = |n: &u32| (2..*n).take_while(|d| d * d <= *n).all(|d| !n.is_multiple_of(d));
    let expected: String = (2..).filter(is_prime).take(60).map(|prime| format!("{prime}\n")).collect();
    assert_eq!(run("sieve", &["60"]).stdout, expected);
}

#[test]
fn the_product_of_matrices_is_right() {
    let expected = "the product is right\n3 x 3: element 0,0 is 8372, the last one 8858\n";
    assert_eq!(run("matrix", &["3"]).stdout, expected);
    assert!(run("matrix", &["120", "2"]).stdout.starts_with("the product is right\n120 x 120: "));
}

#[test]
fn the_call_graph_counts_every_call() {
    let graph = |form: &[&str]| run_with(&["--hooks"], "call-graph", form).stdout;
    let text = graph(&[]);
    let calls = |end: &str| -> u64 {
        let line = text.lines().find(|line| line.ends_with(end)).unwrap_or_else(|| panic!("{end}:\n{text}"));
        line.split_whitespace().next().unwrap().parse().unwrap()
    };
    // Of a distance below two there is one call; else one more than of the two distances before it.
    let mut shipping = vec![1_u64, 1];
    for distance in 2..10 {
        shipping.push(1 + shipping[distance - 1] + shipping[distance - 2]);
    }
    let shipped: u64 = 30 * shipping.iter().sum::<u64>();
    let expected = [
        (" thread worker > worker", 3),
        (" worker > price", 300),
        (" <anonymous> > withTax", 600),
        (" price > shipping", 300),
        (" shipping > shipping", shipped - 300),
        (" thread event loop > pay", 1),
        (" pay > receipt", 1),
    ];
    for (edge, count) in expected {
        assert_eq!(calls(edge), count, "{edge}:\n{text}");
    }
    let dot = graph(&["--dot"]);
    assert!(dot.contains(&format!("\"shipping\" -> \"shipping\" [label=\"{}\"];", shipped - 300)), "{dot}");
    let stacks = graph(&["--collapsed"]);
    let deepest = ["thread worker", "worker", "price"].into_iter().chain(["shipping"; 9]);
    let deepest = deepest.collect::<Vec<_>>().join(";");
    let times = stacks.lines().map(|line| line.rsplit_once(' ').unwrap());
    let known = times.filter(|(stack, us)| us.parse::<u64>().unwrap() > 0 && deepest.starts_with(stack));
    assert!(known.count() > 3, "{stacks}");
}

/// The pipeline of standard tools that the example's head comment promises to equal, taken from there.
fn documented_pipeline(directory: &str) -> String {
    let source = fs::read_to_string(root().join("examples/wordcount/main.js")).unwrap();
    let mut lines = source.lines().skip_while(|line| !line.contains("find <directory>"));
    let pipeline: Vec<&str> =
        [lines.next(), lines.next()].into_iter().flatten().map(|line| line.trim_start_matches('/')).collect();
    pipeline.join("\n").replace("<directory>", directory)
}

/// Texts with everything that a word counter can stumble over: words across the pieces in which files are read, files
/// that end in a word, empty files, letters that are no ASCII, bytes that are no text.
fn write_texts(folder: &Path) {
    let mut state = 12345_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) % below
    };
    let words = [
        "the",
        "The",
        "sea",
        "seá",
        "I",
        "won't",
        "x86",
        "über",
        "naïve",
        "END",
        "a-b",
        "öl",
        "longwordlongword",
    ];
    for (file, count) in [("a.txt", 40_000), ("deep/er/b.txt", 3_000), ("deep/c", 500), ("deep/empty", 0)] {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut text: Vec<&str> = (0..count).map(|_| words[random(words.len() as u64) as usize]).collect();
        text.extend(if count > 0 { Some("lastword") } else { None });
        fs::write(&path, text.join([" ", "\n", ", "][count % 3])).unwrap();
    }
    fs::write(folder.join("bytes"), [0xff, b'a', 0xfe, b'b', 0, b'c', 0xc3]).unwrap();
    fs::write(folder.join("oneword"), "w".repeat(200_000)).unwrap();
}

#[test]
fn wordcount_equals_the_pipeline_of_tools() {
    let folder = tempfile::tempdir().unwrap();
    write_texts(folder.path());
    let directory = folder.path().to_str().unwrap();
    let mut shell = Command::new("sh");
    let expected =
        launch::run(shell.args(["-c", &documented_pipeline(directory)]).env("LC_ALL", "C"), "", LIMIT);
    assert!(expected.stdout.lines().count() > 10, "the documented pipeline does not work: {expected:?}");
    let got = run("wordcount", &[directory]).stdout;
    let first_difference = got.lines().zip(expected.stdout.lines()).find(|(got, expected)| got != expected);
    assert!(got == expected.stdout, "first difference: {first_difference:?}");
    assert_eq!(
        run("wordcount", &[directory, "3"]).stdout,
        expected.stdout.lines().take(3).map(|line| format!("{line}\n")).collect::<String>()
    );
}

/// The same picture computed here, in the same order of operations.
fn expected_colours(width: u32, height: u32) -> Vec<u8> {
    let (centre_re, centre_im, span) = (-0.74364, 0.1315, 0.0032);
    let (w, h) = (f64::from(width), f64::from(height));
    let colour = |x: u32, y: u32| {
        let re = centre_re + (f64::from(x) / w - 0.5) * span;
        let im = centre_im + (f64::from(y) / h - 0.5) * span * (h / w);
        let (mut x, mut y, mut turns) = (0.0_f64, 0.0_f64, 0_u32);
        while x * x + y * y <= 256.0 && turns < 2000 {
            (x, y) = (x * x - y * y + re, 2.0 * x * y + im);
            turns += 1;
        }
        if turns == 2000 {
            return 0;
        }
        let smooth = f64::from(turns) + 1.0 - ((x * x + y * y).log2() / 2.0).log2();
        1 + ((26.0 * smooth.max(0.0).sqrt()).floor() as u64 % 255) as u8
    };
    (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| colour(x, y)).collect()
}

#[test]
fn mandelbrot_writes_the_picture() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("set.png");
    let printed = run("mandelbrot", &["120", file.to_str().unwrap()]).stdout;
    assert!(printed.contains("120 x 80 pixels") && printed.contains("the clock ticked"), "{printed}");
    let mut decoder = png::Decoder::new(std::io::BufReader::new(fs::File::open(&file).unwrap()));
    decoder.set_transformations(png::Transformations::IDENTITY);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height, info.color_type), (120, 80, png::ColorType::Indexed));
    assert_eq!(reader.info().palette.as_ref().map(|palette| palette.len()), Some(3 * 256));
    assert!(pixels.iter().collect::<BTreeSet<_>>().len() > 30, "a picture has colours");
    // A last bit may differ between two logarithms, and move a pixel to the next colour.
    let expected = expected_colours(120, 80);
    let wrong = pixels.iter().zip(&expected).filter(|(got, expected)| got != expected).count();
    assert!(wrong < 20, "{wrong} of {} pixels differ", expected.len());
}

#[test]
fn examples_refuse_bad_arguments() {
    for (name, arguments) in [("sieve", vec!["none"]), ("wordcount", vec![]), ("mandelbrot", vec!["-5"])] {
        let main = format!("examples/{name}/main.js");
        let outcome =
            launch::run(launch::command(binary::hzrun(), &root()).arg(main).args(arguments), "", LIMIT);
        assert!(outcome.exit == Exit::Code(2) && outcome.stderr.contains("usage:"), "{name}: {outcome:?}");
    }
}
