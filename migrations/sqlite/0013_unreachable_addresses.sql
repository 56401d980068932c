-- Addresses to which nothing is sent any more, as contact points have them: rules don't count them as ways to reach anybody.
-- suppression keeps hashes only, and outlives whoever had the address.
CREATE TABLE unreachable_address (address TEXT PRIMARY KEY);
INSERT INTO unreachable_address (address)
SELECT DISTINCT o.address FROM outbox o JOIN activity a ON a.subject_uid = o.uid AND a.subject = 'message'
WHERE a.kind = 'message-bounced';
