/*
 * 规则语言: the language of an edition's rules, indicators and computed tables.
 *
 * Inside where, a bare name is a field of the table that is gone through; this.x is the row under check, prev.x the row of
 * last year's campaign with the same key, param.x a parameter, ind.x another indicator.
 */
grammar RuleLanguage;

sentence : expression EOF ;

expression
    : 'if' expression 'then' expression
    | disjunction
    ;

disjunction : conjunction ('or' conjunction)* ;

conjunction : negation ('and' negation)* ;

negation
    : 'not' negation
    | comparison
    ;

comparison
    : sum
    | sum operator=('=' | '!=' | '<' | '<=' | '>' | '>=') sum
    | sum 'is' 'not'? 'null'
    | sum in='in' '(' sum (',' sum)* ')'
    | sum between='between' sum 'and' sum
    ;

sum : product (('+' | '-') product)* ;

product : signed (('*' | '/') signed)* ;

signed : minus='-'? atom ;

atom
    : NUMBER                                                              # number
    | TEXT                                                                # text
    | ('true' | 'false')                                                  # truth
    | 'null'                                                              # nothing
    | '(' expression ')'                                                  # grouped
    | aggregate                                                           # aggregated
    | 'prev' '(' aggregate ')'                                            # lastYear
    | 'lookup' '(' table=name '.' field=name ',' key=name '=' sum ')'     # lookup
    | 'list_all_in' '(' sum ',' table=name '.' field=name ')'             # allListed
    | NAME '(' expression (',' expression)* ')'                           # call
    | qualifier=name '.' field=name                                       # qualified
    | name                                                                # bare
    ;

aggregate
    : kind=('count' | 'sum' | 'avg' | 'min' | 'max' | 'exists' | 'count_distinct')
      '(' table=name ('.' field=name)? ('where' expression)? ')'
    ;

/* Words that mean something in one place only may be names elsewhere. */
name
    : NAME
    | 'count'
    | 'sum'
    | 'avg'
    | 'min'
    | 'max'
    | 'exists'
    | 'count_distinct'
    | 'lookup'
    | 'list_all_in'
    | 'prev'
    ;

NUMBER : [0-9]+ ('.' [0-9]+)? ;
TEXT : '\'' ~'\''* '\'' ;
NAME : [A-Za-z_] [A-Za-z_0-9]* ;
SPACE : [ \t\r\n]+ -> skip ;
