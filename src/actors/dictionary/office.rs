//! Offices and who held them when, so that «il presidente russo» of an article of 2009 is not the
//! one of 2024.

use crate::edtf::Edtf;

/// An office of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Office {
    /// Whoever leads, whatever the title.
    Leader,
    /// The president of a republic.
    President,
    /// The head of government.
    Premier,
    /// A chancellor.
    Chancellor,
    /// A king, queen, emir, sultan.
    Monarch,
    /// The minister of foreign affairs, the secretary of state.
    Foreign,
    /// The minister of defence.
    Defence,
    /// The minister of the interior.
    Interior,
    /// The minister of the economy, of finance, the treasury.
    Finance,
    /// The minister of justice.
    Justice,
    /// Who heads a security council, or a ministry of security.
    Security,
    /// The secretary general of an organisation, the first secretary of a party.
    Secretary,
    /// Who speaks for the government.
    Spokesperson,
    /// The deputy of the president.
    VicePresident,
    /// The deputy of the head of government.
    VicePremier,
    /// The pope.
    Pope,
}

const OFFICES: &[(&str, Office)] = &[
    ("leader", Office::Leader),
    ("president", Office::President),
    ("premier", Office::Premier),
    ("chancellor", Office::Chancellor),
    ("monarch", Office::Monarch),
    ("foreign", Office::Foreign),
    ("defence", Office::Defence),
    ("interior", Office::Interior),
    ("finance", Office::Finance),
    ("justice", Office::Justice),
    ("security", Office::Security),
    ("secretary", Office::Secretary),
    ("spokesperson", Office::Spokesperson),
    ("vice-president", Office::VicePresident),
    ("vice-premier", Office::VicePremier),
    ("pope", Office::Pope),
];

impl Office {
    /// The word that dictionary files write for it.
    pub(crate) fn as_str(self) -> &'static str {
        OFFICES
            .iter()
            .find(|(_, office)| *office == self)
            .map_or("", |(name, _)| name)
    }

    /// What whoever holds it is called.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Foreign => "foreign minister",
            Self::Defence => "defence minister",
            Self::Interior => "interior minister",
            Self::Finance => "finance minister",
            Self::Justice => "justice minister",
            Self::Security => "head of security",
            _ => self.as_str(),
        }
    }
}

/// One term of office.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    /// Which office.
    pub(crate) office: Office,
    /// Whether its holder is the one who leads the country.
    pub(crate) leads: bool,
    /// The number of the country or organisation.
    pub(crate) country: u32,
    /// The number of the person.
    pub(crate) person: u32,
    /// When it began; unknown is long ago.
    pub(crate) from: Option<Edtf>,
    /// When it ended; `None` is not yet.
    pub(crate) to: Option<Edtf>,
}

impl Term {
    /// Whether the holder is called by `office`.
    pub(crate) fn serves_as(&self, office: Office) -> bool {
        self.office == office || office == Office::Leader && self.leads
    }

    fn covers(&self, date: Edtf) -> bool {
        self.from
            .is_none_or(|from| from.first_day() <= date.last_day())
            && self.to.is_none_or(|to| date.first_day() <= to.last_day())
    }
}

/// The words of one office as a dictionary file writes it: `us:president! 2009-01-20..2017-01-20`.
/// The country is `of` where the text names none; `!` is whoever leads.
pub(crate) struct Written<'a> {
    pub(crate) office: Office,
    pub(crate) leads: bool,
    pub(crate) country: Option<&'a str>,
    pub(crate) from: Option<Edtf>,
    pub(crate) to: Option<Edtf>,
}

impl Written<'_> {
    /// Whether it ends before it begins.
    pub(crate) fn is_backwards(&self) -> bool {
        let ends = self.from.zip(self.to);
        ends.is_some_and(|(from, to)| to.last_day() < from.first_day())
    }
}

/// Reads one office; `None` where it is not written as expected.
pub(crate) fn read(text: &str) -> Option<Written<'_>> {
    let mut parts = text.split_whitespace();
    let name = parts.next()?;
    let term = parts.next();
    if parts.next().is_some() {
        return None;
    }
    let (country, name) = match name.split_once(':') {
        Some((country, name)) => (Some(country), name),
        None => (None, name),
    };
    let (name, leads) = match name.strip_suffix('!') {
        Some(name) => (name, true),
        None => (name, false),
    };
    let office = OFFICES.iter().find(|(known, _)| *known == name)?.1;
    let (from, to) = match term {
        None => (None, None),
        Some(term) => {
            let (from, to) = term.split_once("..")?;
            (date(from)?, date(to)?)
        }
    };
    Some(Written {
        office,
        leads,
        country,
        from,
        to,
    })
}

/// `Some(None)` for an open end.
#[allow(clippy::option_option, reason = "an open end is not a mistake")]
fn date(text: &str) -> Option<Option<Edtf>> {
    if text.is_empty() {
        Some(None)
    } else {
        text.parse().ok().map(Some)
    }
}

/// The terms of one country; `terms` are sorted by country.
pub(crate) fn of_country(terms: &[Term], country: u32) -> &[Term] {
    let start = terms.partition_point(|term| term.country < country);
    let rest = terms.get(start..).unwrap_or_default();
    let length = rest.partition_point(|term| term.country == country);
    rest.get(..length).unwrap_or_default()
}

/// Everyone who held `office` of `country` at `date`, which may be vague; `terms` are sorted by country.
pub(crate) fn holders_at(
    terms: &[Term],
    office: Office,
    country: u32,
    date: Edtf,
) -> impl Iterator<Item = u32> {
    let terms = of_country(terms, country).iter();
    terms
        .filter(move |term| term.serves_as(office) && term.covers(date))
        .map(|term| term.person)
}

/// Whether `person` ever held an office of `country`.
pub(crate) fn served(terms: &[Term], person: u32, country: u32) -> bool {
    of_country(terms, country)
        .iter()
        .any(|term| term.person == person)
}

/// Whether `person` ever held an office.
pub(crate) fn governed(terms: &[Term], person: u32) -> bool {
    terms.iter().any(|term| term.person == person)
}

/// See [`super::Dictionary::holder`]. Of several terms the one that began last.
pub(crate) fn holder(
    terms: &[Term],
    office: Office,
    country: u32,
    date: Option<Edtf>,
) -> Option<u32> {
    of_country(terms, country)
        .iter()
        .filter(|term| term.serves_as(office))
        .filter(|term| match date {
            Some(date) => term.covers(date),
            None => term.to.is_none(),
        })
        .max_by_key(|term| term.from.map(|from| from.first_day()))
        .map(|term| term.person)
}
