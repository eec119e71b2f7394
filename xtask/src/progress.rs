//! Lines that tell what is being done, and running other programs.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// A step that has been announced; `done` says how long it took.
pub(crate) struct Step {
    name: String,
    begun: Instant,
}

/// Announces a step.
pub(crate) fn step(name: impl Into<String>) -> Step {
    let name = name.into();
    eprintln!("… {name}");
    Step { name, begun: Instant::now() }
}

impl Step {
    /// Closes the step with what came of it.
    pub(crate) fn done(self, result: &str) {
        let seconds = self.begun.elapsed().as_secs_f64();
        let gap = if result.is_empty() { "" } else { ": " };
        eprintln!("✓ {}{gap}{result} ({seconds:.1} s)", self.name);
    }
}

/// Says that a step was not needed.
pub(crate) fn unchanged(name: &str) {
    eprintln!("✓ {name}: unchanged");
}

/// A command that works in `folder`.
pub(crate) fn command(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder);
    command
}

/// Runs a command with its output shown. Fails with what was run, and `hint` when the program is missing.
pub(crate) fn shown(command: &mut Command, hint: &str) -> Result<()> {
    let status = command.status().with_context(|| missing(command.get_program(), hint))?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a command and keeps its output, which is shown only when it fails.
pub(crate) fn quiet(command: &mut Command, hint: &str) -> Result<String> {
    let output = command.output().with_context(|| missing(command.get_program(), hint))?;
    if !output.status.success() {
        bail!(
            "{} failed ({})\n{}{}",
            line(command),
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn missing(program: &OsStr, hint: &str) -> String {
    format!("cannot run {}: {hint}", program.display())
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
