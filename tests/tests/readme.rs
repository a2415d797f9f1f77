//! The README's programs print what the README says, and the commands it names exist.

use hz_tests::launch::{self, Exit, LIMIT};
use hz_tests::{binary, root};
use std::fs;

/// A fenced block: the language behind the fence, and the text.
struct Block {
    language: String,
    text: String,
}

fn blocks(document: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for line in document.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(language), None) => {
                open = Some(Block { language: language.to_string(), text: String::new() })
            }
            (Some(_), Some(block)) => found.push(block),
            (None, Some(mut block)) => {
                block.text += line;
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    found
}

fn readme() -> Vec<Block> {
    blocks(&fs::read_to_string(root().join("README.md")).expect("there is a README"))
}

#[test]
fn programs_print_what_it_says() {
    let blocks = readme();
    let mut ran = 0;
    for (index, block) in
        blocks.iter().enumerate().filter(|(_, block)| ["js", "ts"].contains(&block.language.as_str()))
    {
        let output = blocks.get(index + 1).filter(|next| next.language == "text");
        let output = output.unwrap_or_else(|| panic!("no output follows this program:\n{}", block.text));
        let folder = tempfile::tempdir().unwrap();
        let file = format!("program.{}", block.language);
        fs::write(folder.path().join(&file), &block.text).unwrap();
        let outcome = launch::run(launch::command(binary::hzrun(), folder.path()).arg(&file), "", LIMIT);
        assert_eq!(
            (outcome.stdout.as_str(), outcome.exit),
            (output.text.as_str(), Exit::Code(0)),
            "{}\n{}",
            block.text,
            outcome.stderr
        );
        ran += 1;
    }
    assert!(ran >= 3, "the README shows hardly any program");
}

#[test]
fn commands_exist() {
    let mut commands = launch::command(&root().join("dev"), &root());
    let help = launch::run(commands.arg("help"), "", LIMIT).stdout;
    let shown: Vec<String> = readme()
        .into_iter()
        .filter(|block| block.language == "sh")
        .flat_map(|block| block.text.lines().map(str::to_string).collect::<Vec<_>>())
        .collect();
    assert!(shown.len() >= 2, "the README shows hardly any command");
    for line in shown {
        let command = line.strip_prefix("./dev ").unwrap_or_else(|| panic!("not a ./dev command: {line}"));
        let name = command.split_whitespace().next().unwrap_or_default();
        assert!(
            help.lines().any(|line| line.trim_start().starts_with(name)),
            "./dev help does not know `{name}`"
        );
    }
}

#[test]
fn options_exist() {
    for (program, start) in [(binary::hzrun(), "hzrun "), (binary::hzc(), "hzc ")] {
        let help = launch::run(launch::command(program, &root()).arg("--help"), "", LIMIT).stdout;
        let usage: Vec<Block> =
            readme().into_iter().filter(|block| block.text.starts_with("hzrun [")).collect();
        let lines = usage.iter().flat_map(|block| block.text.lines());
        let ours = lines
            .skip_while(|line| !line.starts_with(start))
            .skip(1)
            .take_while(|line| line.starts_with(' '));
        for line in ours {
            let option = line
                .split(|c: char| c.is_whitespace() || "[=,".contains(c))
                .rfind(|word| word.starts_with("--"));
            let option = option.unwrap_or_else(|| panic!("no option in {line}"));
            assert!(help.contains(option), "{start}--help does not know {option}");
        }
    }
}
