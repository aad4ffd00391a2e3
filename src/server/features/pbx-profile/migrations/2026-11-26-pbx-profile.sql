-- The telephone system of a house, one row a scope; null: the house says nothing. No secret is ever in it.
CREATE TABLE pbx_profile (
  door text COLLATE "C",
  ami_host text,
  ami_port bigint,
  ami_transport text COLLATE "C",
  ami_user text,
  ami_context text,
  sip_server text,
  sip_transport text COLLATE "C",
  sip_mode text COLLATE "C",
  sip_ca text,
  fritzbox_host text,
  fritzbox_port bigint,
  inbound text COLLATE "C",
  outside_line text,
  country text,
  area text,
  internal_length bigint
);
SELECT rufblatt_entity('pbx_profile');
