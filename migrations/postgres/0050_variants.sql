-- A template in another language: sent in the place of its original to those who speak it, once it is live.
ALTER TABLE template ADD COLUMN variant_of BIGINT REFERENCES template (id);
-- shared::language::Language; only of variants
ALTER TABLE template ADD COLUMN language TEXT;
CREATE UNIQUE INDEX template_variant_key ON template (variant_of, language) WHERE variant_of IS NOT NULL;
