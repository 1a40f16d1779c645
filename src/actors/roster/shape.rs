//! What a family name looks like, in so few bits that it is looked at before the name: of the many people
//! with whom a new one shares the given name and an initial, nearly none has a family name that is one
//! letter off. Whether two names are, is for [`crate::actors::spelling`].

/// Which letters a family name has, by its sound, and how many: the letters in the lowest bits. That of
/// a name that is not known is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape(u32);

/// Letters that are told apart; others share the bits of these.
const LETTERS: u32 = 26;
/// More letters are not counted.
const MOST: u32 = (1 << (u32::BITS - LETTERS)) - 1;

impl Shape {
    /// The shape of a family name.
    pub(super) fn of(family: &str) -> Self {
        let (mut letters, mut count) = (0, 0);
        for letter in family.chars() {
            letters |= 1 << (u32::from(letter) % LETTERS);
            count += 1;
        }
        Self(letters | count.min(MOST) << LETTERS)
    }

    /// Whether names of these shapes may be one letter off from each other; always where one of them is
    /// not known.
    pub(super) const fn may_be_misspelt(self, other: Self) -> bool {
        let (count, other_count) = (self.0 >> LETTERS, other.0 >> LETTERS);
        // One letter may be lost, and another one take its place.
        let apart = (self.0 ^ other.0) & ((1 << LETTERS) - 1);
        other.0 == 0 || self.0 == 0 || (count.abs_diff(other_count) <= 1 && apart.count_ones() <= 2)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::actors::spelling::is_one_letter_off;

    proptest! {
        #[test]
        fn names_that_are_one_letter_off_have_such_shapes(
            name in "[a-dšя]{1,70}",
            at in any::<prop::sample::Index>(),
            letter in "[a-zšя]",
            how in 0..4,
        ) {
            let mut other: Vec<char> = name.chars().collect();
            let at = at.index(other.len());
            let letter = letter.chars().next().unwrap();
            match how {
                0 => other[at] = letter,
                1 => other.insert(at, letter),
                2 => drop(other.remove(at)),
                _ => other.swap(at, 0),
            }
            let other: String = other.into_iter().collect();
            let (shape, another) = (Shape::of(&name), Shape::of(&other));
            if is_one_letter_off(&name, &other) {
                prop_assert!(shape.may_be_misspelt(another), "{name} {other}");
                prop_assert!(another.may_be_misspelt(shape));
            }
            prop_assert!(shape.may_be_misspelt(Shape::default()));
        }
    }

    #[test]
    fn most_names_of_one_initial_are_told_apart() {
        let shape = Shape::of("belini");
        for (other, may) in [
            ("belini", true),
            ("belino", true),
            ("belin", true),
            ("beltrami", false),
            ("bianki", false),
            ("bernardini", false),
        ] {
            assert_eq!(shape.may_be_misspelt(Shape::of(other)), may, "{other}");
        }
    }
}
