//! Runs test runners, shows what they say, and adds up the counts that they report themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::progress::step;
use crate::target;

/// A test runner, by the form of its closing lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runner {
    /// `test result: ok. 3 passed; 0 failed; …`, once a test binary.
    Cargo,
    /// `ℹ pass 3` and `ℹ fail 0`, once a run.
    Node,
}

/// What runners reported.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Counts {
    passed: u64,
    failed: u64,
    skipped: u64,
}

/// Where Rust tests write that they were skipped: all or part, the test, the reason, with tabs between.
const SKIPPED: &str = "OPENWEIGH_SKIPPED";

/// Everything that was run, for the closing lines.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    runs: Vec<(String, Counts, Vec<String>)>,
    /// Tests that were skipped or ran without a part, a line each.
    skipped: Vec<String>,
    /// How many checks could not be made.
    skipped_checks: u64,
    /// Checks without counts, with their failure.
    checks: Vec<(String, Option<String>)>,
}

impl Tally {
    /// Takes note of a check that either holds or not; tells whether it does.
    pub(crate) fn check(&mut self, name: &str, result: Result<()>) -> bool {
        let failure = result.err().map(|error| format!("{error:#}"));
        if let Some(failure) = &failure {
            eprintln!("✗ {name}: {failure}");
        }
        let holds = failure.is_none();
        self.checks.push((name.to_owned(), failure));
        holds
    }

    /// Takes note of a check that cannot be made here, and why.
    pub(crate) fn skip(&mut self, name: &str, why: &str) {
        eprintln!("﹣ {name}: skipped: {why}");
        self.skipped_checks += 1;
        self.skipped.push(format!("{name}: {why}"));
    }

    /// Runs a test runner and takes note of its counts.
    pub(crate) fn run(&mut self, runner: Runner, name: &str, command: &mut Command) {
        let step = step(name);
        let list = target().join("xtask").join("skipped.tsv");
        std::fs::remove_file(&list).ok();
        // Without the folder the tests that have something to note fail, and say why.
        list.parent().map(std::fs::create_dir_all);
        match watch(runner, command.env(SKIPPED, &list)) {
            Ok((mut counts, closing, mut skipped)) => {
                let (whole, noted) = noted(&std::fs::read_to_string(&list).unwrap_or_default());
                counts.passed = counts.passed.saturating_sub(whole);
                counts.skipped += whole;
                skipped.extend(noted);
                self.skipped.extend(skipped.iter().map(|line| format!("{name}: {line}")));
                step.done(&format!(
                    "{} passed, {} failed, {} skipped",
                    counts.passed, counts.failed, counts.skipped
                ));
                self.runs.push((name.to_owned(), counts, closing));
            }
            Err(error) => {
                self.check(name, Err(error));
            }
        }
    }

    /// Prints the closing lines; fails when anything failed.
    pub(crate) fn close(self) -> Result<()> {
        let mut sum = Counts::default();
        println!();
        for (name, counts, closing) in &self.runs {
            println!("{name}");
            for line in closing {
                println!("  {line}");
            }
            sum.passed += counts.passed;
            sum.failed += counts.failed;
            sum.skipped += counts.skipped;
        }
        for (name, failure) in &self.checks {
            match failure {
                None => println!("{name}: ok"),
                Some(failure) => println!("{name}: FAILED: {}", failure.lines().next().unwrap_or_default()),
            }
            sum.failed += u64::from(failure.is_some());
        }
        sum.skipped += self.skipped_checks;
        for line in &self.skipped {
            println!("skipped: {line}");
        }
        println!("{} passed, {} failed, {} skipped", sum.passed, sum.failed, sum.skipped);
        std::io::stdout().flush().ok();
        if sum.failed > 0 {
            bail!("the tests did not pass");
        }
        Ok(())
    }
}

/// Skipped tests that Rust tests noted: how many did not run at all, and a line for each. A test counts once.
fn noted(list: &str) -> (u64, Vec<String>) {
    let mut tests: BTreeMap<&str, (bool, BTreeSet<&str>)> = BTreeMap::new();
    for line in list.lines() {
        let mut fields = line.splitn(3, '\t');
        let (Some(extent), Some(test), Some(reason)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let entry = tests.entry(test).or_default();
        entry.0 |= extent == "all";
        entry.1.insert(reason);
    }
    let whole = tests.values().filter(|(whole, _)| *whole).count() as u64;
    let line = |(test, (whole, reasons)): (&str, (bool, BTreeSet<&str>))| {
        let reasons: Vec<&str> = reasons.into_iter().collect();
        format!("{test}{}: {}", if whole { "" } else { " (in part)" }, reasons.join("; "))
    };
    (whole, tests.into_iter().map(line).collect())
}

/// Runs the command, shows its output as it comes, and reads the counts and the skipped tests from it.
fn watch(runner: Runner, command: &mut Command) -> Result<(Counts, Vec<String>, Vec<String>)> {
    let program = command.get_program().display().to_string();
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot run {program}"))?;
    let mut counts = Counts::default();
    let (mut closing, mut skipped) = (Vec::new(), Vec::new());
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.with_context(|| format!("cannot read what {program} says"))?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if read(runner, &line, &mut counts) {
                closing.push(line.trim().to_owned());
            } else if let Some(test) = skipped_line(runner, &line) {
                skipped.push(test.to_owned());
            }
        }
    }
    let status = child.wait().with_context(|| format!("cannot wait for {program}"))?;
    if closing.is_empty() {
        bail!("{program} ended without counts ({status})");
    }
    // A runner can fail beside its tests: a file that does not compile, a leak, a crash.
    if !status.success() && counts.failed == 0 {
        counts.failed = 1;
        closing.push(format!("{program} failed ({status})"));
    }
    Ok((counts, closing, skipped))
}

/// The test that a line calls skipped, with the reason if the runner tells it.
fn skipped_line(runner: Runner, line: &str) -> Option<&str> {
    match runner {
        // `test name ... ignored, reason`
        Runner::Cargo => {
            line.strip_prefix("test ").filter(|rest| rest.contains(" ... ignored")).map(str::trim)
        }
        // `﹣ name (0.1ms) # reason`
        Runner::Node => line.trim_start().strip_prefix("﹣ ").map(str::trim),
    }
}

/// Reads one line of a runner; tells whether it is one of its closing lines.
fn read(runner: Runner, line: &str, counts: &mut Counts) -> bool {
    match runner {
        Runner::Cargo => {
            let Some(rest) = line.strip_prefix("test result: ") else { return false };
            for part in rest.split([';', '.']) {
                let mut words = part.split_whitespace();
                let Some(count) = words.next().and_then(|word| word.parse::<u64>().ok()) else { continue };
                match words.next() {
                    Some("passed") => counts.passed += count,
                    Some("failed") => counts.failed += count,
                    Some("ignored") => counts.skipped += count,
                    _ => {}
                }
            }
            true
        }
        Runner::Node => {
            let Some(rest) = line.strip_prefix("ℹ ") else { return false };
            let mut words = rest.split_whitespace();
            let (Some(name), Some(count), None) = (words.next(), words.next(), words.next()) else {
                return false;
            };
            let Ok(count) = count.parse::<u64>() else { return false };
            match name {
                "pass" => counts.passed += count,
                // Node counts a test that was cut off apart from those that failed.
                "fail" | "cancelled" => counts.failed += count,
                "skipped" | "todo" => counts.skipped += count,
                _ => return false,
            }
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(runner: Runner, lines: &[&str]) -> Counts {
        let mut counts = Counts::default();
        for line in lines {
            read(runner, line, &mut counts);
        }
        counts
    }

    #[test]
    fn cargo_lines() {
        let lines = [
            "running 3 tests",
            "test a ... ok",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.01s",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
        ];
        assert_eq!(counts(Runner::Cargo, &lines), Counts { passed: 5, failed: 1, skipped: 1 });
    }

    #[test]
    fn node_lines() {
        let lines = [
            "✔ pass 9 of them",
            "ℹ tests 6",
            "ℹ pass 3",
            "ℹ fail 1",
            "ℹ cancelled 1",
            "ℹ skipped 1",
            "ℹ duration_ms 70.4",
        ];
        assert_eq!(counts(Runner::Node, &lines), Counts { passed: 3, failed: 2, skipped: 1 });
    }

    #[test]
    fn skipped_tests_are_told() {
        let list = "all\ta::b\tx is missing\npart\tc\ty is missing\npart\tc\tz\nall\ta::b\tx is missing\n";
        let lines = ["a::b: x is missing", "c (in part): y is missing; z"].map(str::to_owned);
        assert_eq!(noted(list), (1, lines.to_vec()));
        let node = skipped_line(Runner::Node, "  ﹣ reads a file (0.1ms) # root can read everything");
        assert_eq!(node, Some("reads a file (0.1ms) # root can read everything"));
        assert_eq!(skipped_line(Runner::Node, "  ✔ reads a file (0.1ms)"), None);
        assert_eq!(skipped_line(Runner::Cargo, "test a ... ignored, slow"), Some("a ... ignored, slow"));
        assert_eq!(skipped_line(Runner::Cargo, "test a ... ok"), None);
    }

    #[test]
    fn a_runner_without_counts_is_a_failure() {
        assert!(watch(Runner::Node, Command::new("true").arg("x")).is_err());
    }
}
