//! Arguments as they arrive from outside: plain values, read field by field.
//!
//! A caller may hand over anything, so nothing is deserialised into our types directly: a [`Value`] is read through
//! [`Field`], which knows its own path, and every complaint names it (`release.files[3].path must be a string`).

mod report;
mod value;

pub use report::report;
pub(crate) use report::{OPENNESS, VERDICTS, verdict};
pub use value::{MAX_DEPTH, MAX_NODES, Value};

use std::fmt;

/// What is wrong with an argument, in one line that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError(String);

impl InputError {
    /// An error with this message, which names the argument.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InputError {}

/// Shorthand for readers of arguments.
pub type Result<T> = std::result::Result<T, InputError>;

/// The last step of a path.
#[derive(Clone, Copy)]
enum Step<'p> {
    Name(&'p str),
    Index(usize),
}

/// A value and the path that led to it. The path is spelled out only when something is wrong.
#[derive(Clone, Copy)]
pub struct Field<'v, 'p> {
    parent: Option<&'p Field<'v, 'p>>,
    step: Step<'p>,
    value: &'v Value,
}

static NULL: Value = Value::Null;

impl<'v, 'p> Field<'v, 'p> {
    /// The argument itself, under the name that errors use.
    #[must_use]
    pub fn root(name: &'p str, value: &'v Value) -> Self {
        Self { parent: None, step: Step::Name(name), value }
    }

    /// The value as it is.
    #[must_use]
    pub fn value(&self) -> &'v Value {
        self.value
    }

    /// Where this field stands, such as `release.files[3].path`.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = self.parent.map(Field::path).unwrap_or_default();
        match self.step {
            Step::Name(name) => {
                if self.parent.is_some() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Index(index) => {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
        }
        path
    }

    /// An error about this field: its path, then what it must be.
    #[must_use]
    pub fn must_be(&self, what: &str) -> InputError {
        InputError::new(format!("{} must be {what}", self.path()))
    }

    /// Whether nothing was given: absent, `undefined` or `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// Whether the field is an object with such a member that is not null.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        matches!(self.value, Value::Object(members) if members.iter().any(|(key, value)| key == name && *value != Value::Null))
    }

    /// A member of an object; null when it is absent.
    ///
    /// # Errors
    /// When this field is not an object.
    pub fn get<'q>(&'q self, name: &'q str) -> Result<Field<'v, 'q>>
    where
        'p: 'q,
    {
        let Value::Object(members) = self.value else { return Err(self.must_be("an object")) };
        let value = members.iter().find(|(key, _)| key == name).map_or(&NULL, |(_, value)| value);
        Ok(Field { parent: Some(self), step: Step::Name(name), value })
    }

    /// The members of an object, in its order; none for null.
    ///
    /// # Errors
    /// When this field is something else.
    pub fn members<'q>(&'q self) -> Result<Vec<(&'v str, Field<'v, 'q>)>>
    where
        'p: 'q,
        'v: 'q,
    {
        match self.value {
            Value::Null => Ok(Vec::new()),
            Value::Object(members) => Ok(members
                .iter()
                .map(|(key, value)| {
                    (key.as_str(), Field { parent: Some(self), step: Step::Name(key), value })
                })
                .collect()),
            _ => Err(self.must_be("an object")),
        }
    }

    /// The items of a list; none for null.
    ///
    /// # Errors
    /// When this field is something else.
    pub fn items<'q>(&'q self) -> Result<impl Iterator<Item = Field<'v, 'q>>>
    where
        'p: 'q,
    {
        let list: &'v [Value] = match self.value {
            Value::Null => &[],
            Value::List(list) => list,
            _ => return Err(self.must_be("a list")),
        };
        Ok(list.iter().enumerate().map(move |(index, value)| Field {
            parent: Some(self),
            step: Step::Index(index),
            value,
        }))
    }

    /// A string.
    ///
    /// # Errors
    /// When this field is something else.
    pub fn text(&self) -> Result<&'v str> {
        match self.value {
            Value::Text(text) => Ok(text),
            _ => Err(self.must_be("a string")),
        }
    }

    /// A string or nothing.
    ///
    /// # Errors
    /// When this field is something else.
    pub fn optional_text(&self) -> Result<Option<&'v str>> {
        if self.is_null() { Ok(None) } else { self.text().map(Some) }
    }

    /// A string, a list of strings, or nothing.
    ///
    /// # Errors
    /// When this field is something else.
    pub fn texts(&self) -> Result<Vec<String>> {
        match self.value {
            Value::Text(text) => Ok(vec![text.clone()]),
            Value::Null | Value::List(_) => {
                self.items()?.map(|item| item.text().map(str::to_owned)).collect()
            }
            _ => Err(self.must_be("a string or a list of strings")),
        }
    }

    /// A boolean or nothing.
    ///
    /// # Errors
    /// When this field is something else.
    pub fn optional_flag(&self) -> Result<Option<bool>> {
        match self.value {
            Value::Null => Ok(None),
            Value::Flag(flag) => Ok(Some(*flag)),
            _ => Err(self.must_be("a boolean")),
        }
    }

    /// A finite number that is not negative, or nothing.
    ///
    /// # Errors
    /// When this field is something else.
    pub fn optional_amount(&self) -> Result<Option<f64>> {
        match self.value {
            Value::Null => Ok(None),
            Value::Number(number) if number.is_finite() && *number >= 0.0 => Ok(Some(*number)),
            _ => Err(self.must_be("a number that is not negative")),
        }
    }

    /// One of a list of words, or nothing.
    ///
    /// # Errors
    /// When this field is something else; the message lists the words.
    pub fn optional_choice<T: Copy>(&self, choices: &[(&str, T)]) -> Result<Option<T>> {
        if self.is_null() {
            return Ok(None);
        }
        let wrong = || {
            let words: Vec<_> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            self.must_be(&format!("one of {}", words.join(", ")))
        };
        let Value::Text(text) = self.value else { return Err(wrong()) };
        choices.iter().find(|(word, _)| word == text).map(|(_, value)| Some(*value)).ok_or_else(wrong)
    }
}
