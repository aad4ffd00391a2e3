import type { ImportField } from '../../transfer/import-field.ts';

/** What a file of customers may hold; headers of the usual address books and CRM exports, German and English. */
export const partyImportFields: readonly ImportField[] = [
  { key: 'id', headers: ['rufblattid', 'id', 'recordid', 'uuid'] },
  {
    key: 'customerNo',
    headers: [
      ...['kundennummer', 'kundennr', 'kdnr', 'kundenno', 'kunde', 'mitgliedsnummer', 'mitgliedsnr', 'nummer', 'nr'],
      ...['customernumber', 'customerno', 'customerid', 'accountnumber', 'debitor', 'debitorennummer', 'externeid'],
      ...['externalid', 'accountid', 'membernumber', 'debitornr', 'adressnummer'],
    ],
  },
  { key: 'kind', headers: ['art', 'kind', 'typ', 'type', 'kontaktart', 'recordtype', 'kundenart'] },
  { key: 'status', headers: ['status', 'kundenstatus', 'leadstatus', 'lifecyclestage'] },
  {
    key: 'name',
    headers: [
      ...['name', 'vollername', 'anzeigename', 'vollstandigername', 'bezeichnung', 'fullname', 'displayname', 'fn'],
      ...['contactname', 'kundenname', 'name1', 'namedeskontakts', 'customername'],
    ],
  },
  { key: 'sortName', headers: ['sortiername', 'sortname', 'suchname', 'matchcode', 'fileas', 'ablegenunter'] },
  { key: 'firstName', headers: ['vorname', 'firstname', 'givenname', 'vornamen', 'forename', 'rufname'] },
  {
    key: 'lastName',
    headers: ['nachname', 'familienname', 'zuname', 'lastname', 'surname', 'familyname', 'nname'],
  },
  {
    key: 'company',
    headers: [
      ...['firma', 'firmenname', 'unternehmen', 'organisation', 'organization', 'company', 'companyname', 'account'],
      ...['accountname', 'organizationname', 'betrieb', 'arbeitgeber', 'kundefirma'],
    ],
  },
  {
    key: 'street',
    headers: [
      ...['strasse', 'strassehausnummer', 'strasseundhausnummer', 'strassehausnr', 'strassenr', 'anschrift', 'adresse'],
      ...['street', 'address', 'address1', 'streetaddress', 'addressline', 'mailingstreet', 'billingstreet'],
      ...['strassegeschaftlich', 'strasseprivat', 'homestreet', 'businessstreet'],
    ],
  },
  { key: 'houseNo', headers: ['hausnummer', 'hausnr', 'hnr', 'housenumber', 'houseno'] },
  {
    key: 'postalCode',
    headers: [
      ...['plz', 'postleitzahl', 'postalcode', 'zip', 'zipcode', 'postcode', 'mailingpostalcode', 'billingzip'],
      ...['postleitzahlgeschaftlich', 'postleitzahlprivat', 'businesspostalcode', 'homepostalcode'],
    ],
    looksLike: 'postal-code',
  },
  {
    key: 'city',
    headers: [
      ...['ort', 'stadt', 'wohnort', 'city', 'town', 'location', 'mailingcity', 'billingcity', 'ortgeschaftlich'],
      ...['ortprivat', 'businesscity', 'homecity', 'gemeinde'],
    ],
  },
  {
    key: 'birthDate',
    headers: ['geburtsdatum', 'geburtstag', 'gebdatum', 'geboren', 'birthday', 'birthdate', 'dateofbirth', 'dob'],
    looksLike: 'date',
  },
  {
    key: 'note',
    headers: ['notiz', 'notizen', 'bemerkung', 'bemerkungen', 'kommentar', 'note', 'notes', 'comment', 'description', 'info', 'hinweis'],
  },
  {
    key: 'phone',
    isMany: true,
    headers: [
      ...['telefon', 'tel', 'telefonnummer', 'telnr', 'rufnummer', 'festnetz', 'phone', 'phonenumber', 'telephone'],
      ...['telefonprivat', 'telefongeschaftlich', 'telefonzentrale', 'telefondienstlich', 'telprivat', 'homephone'],
      ...['businessphone', 'workphone', 'mainphone', 'otherphone', 'mobil', 'mobiltelefon', 'handy', 'mobile'],
      ...['mobilephone', 'mobilnummer', 'handynummer', 'cell', 'cellphone', 'zentrale', 'durchwahl', 'companymainphone'],
      ...['telefonfirma', 'telefonmobil', 'primaryphone', 'phonevalue', 'weiteretelefonnummer', 'weiteretelefonnummern'],
    ],
    looksLike: 'phone',
  },
  {
    key: 'mail',
    isMany: true,
    headers: [
      ...['email', 'mail', 'emailadresse', 'mailadresse', 'emailaddress', 'emailprivat', 'emailgeschaftlich'],
      ...['primaryemail', 'workemail', 'homeemail', 'emailvalue', 'elektronischepost'],
    ],
    looksLike: 'mail',
  },
];
