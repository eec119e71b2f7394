//! Days of the calendar, as far as change dates need them.

use std::fmt;

/// A day, ordered by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Date {
    /// Reads `YYYY-MM-DD`; nothing for what is no day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits =
            |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        let date = Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        (date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= date.days()).then_some(date)
    }

    /// Finds a day as license texts write it: `2027-01-31`, `January 31, 2027`, `31st January 2027`.
    #[must_use]
    pub(super) fn find(text: &str) -> Option<Self> {
        let edges = [',', '.', ';', '(', ')', '"'];
        if let Some(date) = text.split_whitespace().find_map(|word| Self::parse(word.trim_matches(edges))) {
            return Some(date);
        }
        let lower = text.to_ascii_lowercase();
        let words: Vec<&str> =
            lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let number = |word: &str| word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse::<u16>().ok();
        let month =
            |word: &str| MONTHS.iter().position(|month| word.starts_with(month)).map(|place| place as u8 + 1);
        words.windows(3).find_map(|three| {
            let (day, month) = match (month(three[0]), month(three[1])) {
                (Some(month), _) => (number(three[1])?, month),
                (None, Some(month)) => (number(three[0])?, month),
                _ => return None,
            };
            Self::parse(&format!("{:04}-{month:02}-{day:02}", number(three[2])?))
        })
    }

    /// The same day some years later; February 29 becomes March 1 where it does not exist.
    #[must_use]
    pub(super) fn years_later(self, years: u16) -> Self {
        let later = Self { year: self.year.saturating_add(years).min(9999), ..self };
        if later.day > later.days() { Self { month: 3, day: 1, ..later } } else { later }
    }

    fn days(self) -> u8 {
        let leap =
            self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_counted() {
        for (text, expected) in [
            ("2027-01-31", Some("2027-01-31")),
            ("2027-02-29", None),
            ("2028-02-29", Some("2028-02-29")),
            ("2027-13-01", None),
            ("27-1-1", None),
            ("2027-01-31T00:00", None),
            ("", None),
        ] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
        for (text, expected) in [
            ("January 31, 2027", Some("2027-01-31")),
            ("on 1st March 2026", Some("2026-03-01")),
            ("Change Date: 2028-06-30.", Some("2028-06-30")),
            ("four years from the release", None),
        ] {
            assert_eq!(Date::find(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
        let leap = Date::parse("2024-02-29").expect("a leap day");
        assert_eq!(leap.years_later(4).to_string(), "2028-02-29");
        assert_eq!(leap.years_later(2).to_string(), "2026-03-01");
        assert!(leap < leap.years_later(1));
    }
}
