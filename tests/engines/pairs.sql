SELECT word, next, count(next) AS count
FROM (SELECT word, lead(word) OVER (PARTITION BY line ORDER BY place) AS next
      FROM words) AS pairs
GROUP BY word, next
