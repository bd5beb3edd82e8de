/**
 * Names of personal data that the spec does not have, for custom data and for fields that the API adds. They are compared as
 * `normalizedName` writes them.
 */
export const OTHER_NAMES =
  'firstname lastname fullname givenname familyname middlename maidenname birthname mail emailaddress telephone phonenumber mobilephone tel birthday birthdate dateofbirth placeofbirth zip zipcode postcode street1 street2 addressline1 addressline2 housenumber ip ipaddress taxid taxnumber vatid vatnumber ssn passportnumber accountholder cardholder swift cvc cvv'.split(
    ' ',
  );

/** A name without its notation: `first_name` and `firstName` are the same. */
export const normalizedName = (name: string): string => name.replaceAll(/[_-]/g, '').toLowerCase();
